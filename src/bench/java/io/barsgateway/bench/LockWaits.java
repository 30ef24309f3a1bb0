package io.barsgateway.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks twenty times a second how many sessions of PostgreSQL wait for a lock that another one holds. */
final class LockWaits implements AutoCloseable {

    private static final long EVERY_MILLIS = 50;

    private final Connection store;
    private final PreparedStatement question;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private Seen seen = new Seen(0, 0, 0);

    private LockWaits(Connection store) throws SQLException {
        this.store = store;
        question = store.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    /**
     * @param looks that were taken
     * @param waiting sessions that were seen waiting, of all looks together
     * @param most of them at once
     */
    record Seen(int looks, int waiting, int most) {

        Seen and(int now) {
            return new Seen(looks + 1, waiting + now, Math.max(most, now));
        }

        @Override
        public String toString() {
            return "  lock waits: %.3f sessions on average, %d at most, in %,d looks"
                    .formatted((double) waiting / Math.max(1, looks), most, looks);
        }
    }

    /** From now on until it is closed; it closes the connection then. */
    static LockWaits watch(Connection store) throws SQLException {
        LockWaits waits = new LockWaits(store);
        waits.thread.scheduleWithFixedDelay(waits::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return waits;
    }

    private synchronized void look() {
        try (ResultSet row = question.executeQuery()) {
            row.next();
            seen = seen.and(row.getInt(1));
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell who waits", e);
        }
    }

    synchronized Seen seen() {
        return seen;
    }

    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        store.close();
    }
}
