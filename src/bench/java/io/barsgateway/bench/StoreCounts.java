package io.barsgateway.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What PostgreSQL has counted since it started: commits, flushes of its log, bytes of its log, and bytes of all relations. */
record StoreCounts(long commits, long flushes, long log, long size) {

    static StoreCounts of(Connection store) throws SQLException {
        try (Statement statement = store.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT d.xact_commit, w.wal_sync, w.wal_bytes::bigint, pg_database_size(current_database())
                        FROM pg_stat_database d, pg_stat_wal w WHERE d.datname = current_database()
                        """)) {
            row.next();
            return new StoreCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
        }
    }

    /** Counted between the two, for each of so many messages. */
    String forEachOf(int messages, StoreCounts before) {
        return "%.1f commits, %.2f fsyncs, %,d bytes of WAL, %,d bytes kept"
                .formatted(
                        (double) (commits - before.commits) / messages,
                        (double) (flushes - before.flushes) / messages,
                        (log - before.log) / messages,
                        (size - before.size) / messages);
    }
}
