package io.barsgateway.cases.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Whether the configured PostgreSQL answers, for who looks at a configuration without starting it. */
public final class ReachStore {

    private static final int PATIENCE_SECONDS = 8;

    private ReachStore() {}

    /**
     * Product and version.
     *
     * @throws IllegalArgumentException with what went wrong, and which setting it concerns
     */
    public static String ask(StoreProperties store) {
        if (store.isEmbedded()) {
            return "embedded, started with the gateway";
        }
        DriverManager.setLoginTimeout(PATIENCE_SECONDS);
        try (Connection connection = DriverManager.getConnection(store.url(), store.username(), store.password())) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion() + " answers";
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "bars.store.url does not answer (SQLSTATE " + e.getSQLState()
                            + "): look at its address, user and password",
                    e);
        }
    }
}
