package io.barsgateway.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What PostgreSQL has counted since it started.
 *
 * @param statements executed in its database, BEGIN and COMMIT among them (pg_stat_statements)
 * @param commits of transactions (pg_stat_database)
 * @param flushes of its log (pg_stat_wal)
 * @param log bytes of its log (pg_stat_wal)
 * @param size bytes of its database (pg_database_size)
 */
record StoreCounts(long statements, long commits, long flushes, long log, long size) {

    /** Counts statements from its next start on. */
    static void prepare(Connection store) throws SQLException {
        try (Statement statement = store.createStatement()) {
            statement.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
            statement.execute("CREATE SCHEMA bench_counts");
            statement.execute("CREATE EXTENSION pg_stat_statements SCHEMA bench_counts");
        }
    }

    static StoreCounts of(Connection store) throws SQLException {
        try (Statement statement = store.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT (SELECT sum(calls)::bigint FROM bench_counts.pg_stat_statements WHERE dbid = d.datid),
                               d.xact_commit, w.wal_sync, w.wal_bytes::bigint, pg_database_size(current_database())
                        FROM pg_stat_database d, pg_stat_wal w WHERE d.datname = current_database()
                        """)) {
            row.next();
            return new StoreCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }
}
