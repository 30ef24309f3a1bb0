package io.barsgateway.cases.hold;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A request's turn: one transaction, from the claim of its X-Request-Id to the commit of what it came to. The claim is a
 * lock of that transaction, so it ends with it, with its session and with this process, whichever comes first.
 */
public final class Turn implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    private final Connection connection;
    private final JdbcClient jdbc;
    private final Arrival arrival;
    private @Nullable Savepoint mark;
    private boolean over;

    private Turn(Connection connection, Arrival arrival) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.arrival = arrival;
    }

    static Turn begin(DataSource dataSource, Arrival arrival) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(false);
            return new Turn(connection, arrival);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    Arrival arrival() {
        return arrival;
    }

    boolean isOver() {
        return over;
    }

    /** From here on what was written can be undone while the turn goes on. */
    void mark() throws SQLException {
        mark = connection.setSavepoint();
    }

    /** Undoes what was written since the mark, a failed statement too; the turn itself stays ours. */
    void undo() throws SQLException {
        if (mark != null) {
            connection.rollback(mark);
        }
    }

    /** After this returns, what was written is on disk. */
    void commit() throws SQLException {
        connection.commit();
        close();
    }

    /** Undoes what was not committed and gives the connection back; once is enough, twice does nothing. */
    @Override
    public void close() {
        if (over) {
            return;
        }
        over = true;
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            log.warn("A database connection could not be given back: {}", e.getSQLState());
        }
    }
}
