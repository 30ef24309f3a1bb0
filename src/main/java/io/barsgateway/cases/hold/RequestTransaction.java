package io.barsgateway.cases.hold;

import io.barsgateway.audit.watch.StoreOutage;
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
 * All that is written for one request, from the lock on its X-Request-Id to the commit of what it came to. It is a
 * lock of that transaction, so it ends with it, with its session and with this process, whichever comes first.
 */
public final class RequestTransaction implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RequestTransaction.class);

    private final Connection connection;
    private final JdbcClient jdbc;
    private final RequestDetails details;
    private @Nullable Savepoint mark;
    private boolean over;

    private RequestTransaction(Connection connection, RequestDetails details) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        this.details = details;
    }

    static RequestTransaction begin(DataSource dataSource, RequestDetails details) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(false);
            return new RequestTransaction(connection, details);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    RequestDetails details() {
        return details;
    }

    boolean isOver() {
        return over;
    }

    /** From here on what was written can be undone while the transaction goes on. */
    void mark() throws SQLException {
        mark = connection.setSavepoint();
    }

    /** Undoes what was written since the mark, a failed statement too; the transaction itself stays ours. */
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
            if (StoreOutage.isOne(e)) {
                // Who began it tells of the outage
                return;
            }
            log.warn("A database connection could not be given back: {}", e.getSQLState());
        }
    }
}
