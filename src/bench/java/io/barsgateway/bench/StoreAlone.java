package io.barsgateway.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** PostgreSQL alone: the same bytes into a message row and a work row, in one commit. */
final class StoreAlone implements Load.Sender {

    private static final String TWO_STATEMENTS_FIRST = "INSERT INTO bench.message (id, body) VALUES (?, ?)";
    private static final String TWO_STATEMENTS_SECOND = "INSERT INTO bench.work (message_id, state) VALUES (?, 'due')";
    private static final String ONE_STATEMENT = """
            WITH held AS (INSERT INTO bench.message (id, body) VALUES (?, ?) RETURNING id)
            INSERT INTO bench.work (message_id, state) SELECT id, 'due' FROM held
            """;

    private final Connection store;
    private final RequestBytes request;
    private final PreparedStatement first;
    private final PreparedStatement second;
    private final boolean two;

    StoreAlone(Connection store, int size, boolean two) throws IOException, SQLException {
        this.store = store;
        this.two = two;
        request = RequestBytes.of(size);
        store.setAutoCommit(!two);
        first = store.prepareStatement(two ? TWO_STATEMENTS_FIRST : ONE_STATEMENT);
        second = store.prepareStatement(TWO_STATEMENTS_SECOND);
    }

    /** Holds those bytes and their work, as {@link #send} does with one statement, on a connection of that pool. */
    static void hold(DataSource pool, byte[] body) throws SQLException {
        try (Connection store = pool.getConnection();
                PreparedStatement statement = store.prepareStatement(ONE_STATEMENT)) {
            statement.setObject(1, UUID.randomUUID());
            statement.setBytes(2, body);
            statement.executeUpdate();
        }
    }

    /** Makes the two tables, empty. */
    static void prepare(Connection store) throws SQLException {
        try (Statement statement = store.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS bench CASCADE");
            statement.execute("CREATE SCHEMA bench");
            statement.execute("CREATE TABLE bench.message (id uuid PRIMARY KEY, body bytea NOT NULL)");
            statement.execute("ALTER TABLE bench.message ALTER COLUMN body SET STORAGE EXTERNAL");
            statement.execute("CREATE TABLE bench.work (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    + " message_id uuid NOT NULL REFERENCES bench.message, state text NOT NULL)");
        }
    }

    @Override
    public boolean send() throws SQLException {
        request.renew();
        UUID id = UUID.randomUUID();
        first.setObject(1, id);
        first.setBytes(2, request.body());
        first.executeUpdate();
        if (two) {
            second.setObject(1, id);
            second.executeUpdate();
            store.commit();
        }
        return true;
    }

    @Override
    public void close() throws SQLException {
        store.close();
    }
}
