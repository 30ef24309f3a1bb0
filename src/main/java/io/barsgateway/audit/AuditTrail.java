package io.barsgateway.audit;

import io.barsgateway.audit.metrics.EventCounts;
import io.barsgateway.audit.write.OneStatement;
import io.barsgateway.audit.write.Part;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes the audit. What belongs to a commit is written in it; everything else is written within a second, so that nobody who
 * is being refused waits for the store. Killed in that second, the gateway loses those few attempts and no action.
 */
@Component
public final class AuditTrail implements Audit, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 1000;
    private static final String ROWS = "audit_rows";
    private static final String INSERT = """
            INSERT INTO audit (at, what, outcome, rule, caller, thumbprint, address, service, request_id, correlation_id, sha256, detail,
                               reference)
            SELECT at, what, outcome, rule, caller, thumbprint, address, service, request_id, correlation_id, sha256, detail, reference
              FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY
                   AS event (at, what, outcome, rule, caller, thumbprint, address, service, request_id, correlation_id, sha256, detail,
                             reference, number)""";

    private static final int WHAT = 2;
    private static final int OUTCOME = 3;
    private static final int SERVICE = 8;

    private final JdbcClient jdbc;
    private final SealAudit sealAudit;
    private final EventCounts activity;
    private final BlockingQueue<AuditEvent> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong upToDate;
    private final AtomicBoolean waits = new AtomicBoolean();
    private final Clock clock;
    private final ScheduledExecutorService writer;

    AuditTrail(JdbcClient jdbc, SealAudit sealAudit, EventCounts activity, Clock clock) {
        this.clock = clock;
        upToDate = new AtomicLong(clock.instant().toEpochMilli());
        this.jdbc = jdbc;
        this.sealAudit = sealAudit;
        this.activity = activity;
        writer = Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "audit", true));
        writer.scheduleWithFixedDelay(this::writeAndSeal, 500, 500, TimeUnit.MILLISECONDS);
    }

    /** Written soon. Where the store has been away for so long that 20,000 wait, what comes then is counted only. */
    @Override
    public void note(AuditEvent event) {
        if (!waiting.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    /** Written in the transaction that is open, else in one of its own. */
    public void write(AuditEvent event) {
        write(List.of(event));
    }

    private void write(List<AuditEvent> events) {
        new OneStatement(List.of(rows(events, "")))
                .on(jdbc, "SELECT count(*) FROM " + ROWS)
                .query(Long.class)
                .single();
    }

    /**
     * As a part of a statement that others write in too: those of the events whose number, from 1, is a {@code number} of an earlier part.
     *
     * @param where the name of that part
     */
    public Part part(List<AuditEvent> events, String where) {
        return rows(events, " WHERE number IN (SELECT number FROM " + where + ")");
    }

    private static Part rows(List<AuditEvent> events, String where) {
        return Part.of(
                ROWS,
                INSERT + where + " RETURNING id",
                column(events, event -> event.at().toString()),
                column(events, AuditEvent::what),
                column(events, AuditEvent::outcome),
                column(events, AuditEvent::rule),
                column(events, event -> event.origin().caller()),
                column(events, event -> event.origin().thumbprint()),
                column(events, event -> event.origin().address()),
                column(events, event -> event.subject().service()),
                column(events, event -> event.subject().requestId()),
                column(events, event -> event.subject().correlationId()),
                column(events, event -> event.subject().sha256()),
                column(events, AuditEvent::detail),
                column(events, AuditEvent::reference));
    }

    private static String[] column(List<AuditEvent> events, Function<AuditEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }

    /** Everything noted so far is written when this returns, and sealed unless others write at this moment. */
    public void flush() {
        writeAndSeal();
    }

    /**
     * How far the audit is behind.
     *
     * @param upToDate everything from before that time is written and sealed, by this gateway or by another
     * @param waiting events in memory
     * @param lost events that were dropped since this process began
     */
    public record Backlog(Instant upToDate, int waiting, long lost) {}

    /** How far it is behind now; from memory. */
    public Backlog backlog() {
        return new Backlog(Instant.ofEpochMilli(upToDate.get()), waiting.size(), lost.get() + dropped.get());
    }

    private synchronized void writeAndSeal() {
        try {
            boolean isMore = true;
            while (isMore) {
                // Before each block: meanwhile what is noted must not wait until it is lost
                while (!waiting.isEmpty()) {
                    writeSome();
                }
                List<List<String>> sealed = sealAudit.seal();
                sealed.forEach(row -> activity.count(row.get(WHAT), row.get(OUTCOME), row.get(SERVICE)));
                isMore = sealed.size() == SealAudit.MOST;
            }
            long newlyLost = dropped.getAndSet(0);
            lost.addAndGet(newlyLost);
            if (newlyLost > 0) {
                log.error("The audit lost {} attempts while the store was away", newlyLost);
            }
            // What another gateway seals, or an open transaction holds back, waits a little longer
            Instant now = clock.instant();
            upToDate.set(sealAudit.waitsSince().orElse(now).toEpochMilli());
            if (waits.getAndSet(false)) {
                log.debug("The audit is written again");
            }
        } catch (DataAccessException | TransactionException e) {
            if (!waits.getAndSet(true)) {
                // The outage itself is an alarm
                log.debug("The audit waits for the store: {}", e.getClass().getSimpleName());
            }
        } catch (RuntimeException e) {
            log.error("The audit could not be written: {}", e.getClass().getSimpleName());
        }
    }

    private void writeSome() {
        List<AuditEvent> some = new ArrayList<>();
        waiting.drainTo(some, BATCH);
        try {
            write(some);
        } catch (RuntimeException e) {
            some.forEach(this::note);
            throw e;
        }
    }

    /** Writes what is left and ends. */
    @Override
    public void close() {
        writer.shutdownNow();
        writeAndSeal();
    }
}
