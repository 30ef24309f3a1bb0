package io.barsgateway.audit.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.incident.Incidents.Taking;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.HandClock;
import io.barsgateway.fixture.Properties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** Several gateways on one store, restarts and outages: an incident stays one. */
@GatewayTest
class IncidentsIT {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditTrail audit;
    private final String subject = "shared " + UUID.randomUUID();
    private final AtomicBoolean away = new AtomicBoolean();
    private final HandClock clock = new HandClock(Instant.now());

    IncidentsIT(JdbcClient jdbc, TransactionOperations transactions, AuditTrail audit) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** One gateway as far as alarms go. */
    private final class Gateway {

        private final Alarms alarms = new Alarms(event -> {}, clock);
        private final AlarmsProperties properties =
                Properties.bind("bars.alarms", AlarmsProperties.class, Map.of("bars.alarms.webhook", "http://h.test/"));
        private final Notices notices = new Notices(properties, alarms, clock);
        private final Incidents incidents =
                new Incidents(new IncidentRows(jdbc, audit), alarms, notices, properties, new Reachable(), clock);

        /** Until this one had its turn: the gateway of the test run takes turns too. */
        private void keep() {
            UUID mark = UUID.randomUUID();
            alarms.raise("mark " + mark, "seen");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                incidents.keep();
                return count("mark " + mark) == 1;
            });
            alarms.end("mark " + mark);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                incidents.keep();
                return alarms.news().ended().isEmpty();
            });
        }

        private List<Notice.Step> told() {
            List<Notice.Step> steps = new ArrayList<>();
            for (var next = notices.next(); next.isPresent(); next = notices.next()) {
                if (next.get().incident().subject().equals(subject)) {
                    steps.add(next.get().step());
                }
                notices.took(next.get());
            }
            return steps;
        }
    }

    private int count(String of) {
        return jdbc.sql("SELECT count(*) FROM alarm WHERE subject = ?")
                .param(of)
                .query(Integer.class)
                .single();
    }

    private String owner() {
        return jdbc.sql("SELECT owner FROM alarm WHERE subject = ? AND ended_at IS NULL")
                .param(subject)
                .query(String.class)
                .single();
    }

    private UUID id() {
        return jdbc.sql("SELECT id FROM alarm WHERE subject = ?")
                .param(subject)
                .query(UUID.class)
                .single();
    }

    private boolean stands() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM alarm WHERE subject = ? AND ended_at IS NULL)")
                .param(subject)
                .query(Boolean.class)
                .single();
    }

    @Test
    void two_gateways_share_one_incident_with_one_notice_until_neither_raises_it() {
        Gateway one = new Gateway();
        Gateway other = new Gateway();
        one.alarms.raise(subject, "messages wait");
        one.keep();
        other.alarms.raise(subject, "messages wait");
        other.keep();

        assertThat(count(subject)).isEqualTo(1);
        assertThat(one.told()).containsExactly(Notice.Step.BEGAN);
        assertThat(other.told()).isEmpty();

        one.alarms.end(subject);
        one.keep();
        assertThat(stands()).isTrue();
        other.alarms.end(subject);
        other.keep();
        assertThat(stands()).isFalse();
        assertThat(one.told()).isEmpty();
        assertThat(other.told()).containsExactly(Notice.Step.ENDED);
    }

    @Test
    void a_restart_neither_forgets_an_incident_nor_begins_it_again() {
        Gateway before = new Gateway();
        before.alarms.raise(subject, "messages wait");
        before.keep();

        Gateway after = new Gateway();
        after.keep();
        assertThat(after.alarms.standing()).containsEntry(subject, "messages wait");
        after.alarms.raise(subject, "messages wait");
        after.keep();
        assertThat(count(subject)).isEqualTo(1);
        assertThat(after.told()).isEmpty();

        clock.moveOn(Duration.ofSeconds(61));
        after.alarms.end(subject);
        after.keep();
        assertThat(stands()).isFalse();
    }

    @Test
    void what_nobody_raises_any_more_stands_until_somebody_has_taken_it() {
        Gateway gone = new Gateway();
        gone.alarms.raise(subject, "a fact that nobody looks at again");
        gone.keep();
        clock.moveOn(Duration.ofSeconds(61));
        Gateway left = new Gateway();
        left.keep();
        assertThat(stands()).isTrue();

        UUID id = id();
        assertThat(left.incidents.take(id, "operator", "127.0.0.1")).isEqualTo(Taking.TAKEN);
        assertThat(left.incidents.take(id, "another", "127.0.0.1")).isEqualTo(Taking.OF_ANOTHER);
        clock.moveOn(Duration.ofSeconds(61));
        left.keep();
        assertThat(stands()).isFalse();
    }

    @Test
    void what_somebody_has_taken_stands_through_a_long_restart() {
        Gateway before = new Gateway();
        before.alarms.raise(subject, "messages wait");
        before.keep();
        before.incidents.take(id(), "operator", "127.0.0.1");
        clock.moveOn(Duration.ofSeconds(61));

        Gateway after = new Gateway();
        after.keep();
        assertThat(stands()).as("nothing has been looked at yet").isTrue();
        after.alarms.raise(subject, "messages wait");
        after.keep();
        assertThat(count(subject)).isEqualTo(1);
        assertThat(owner()).isEqualTo("operator");
        assertThat(after.told()).isEmpty();
    }

    @Test
    void what_somebody_has_taken_stands_through_a_long_outage_of_the_store() {
        Gateway one = new Gateway();
        one.alarms.raise(subject, "messages wait");
        one.keep();
        one.incidents.take(id(), "operator", "127.0.0.1");
        Gateway other = new Gateway();
        other.keep();
        clock.moveOn(Duration.ofSeconds(61));
        away.set(true);
        other.incidents.keep();
        away.set(false);

        other.keep();
        assertThat(stands()).as("one could not say that it raises it").isTrue();
    }

    @Test
    void a_pause_from_before_the_upgrade_calls_nobody_again() {
        Gateway before = new Gateway();
        before.alarms.raise(subject, "paused by anna");
        before.keep();

        Gateway after = new Gateway();
        after.alarms.plan(subject, "paused by anna", "anna");
        after.keep();
        assertThat(owner()).isEqualTo("anna");
        clock.moveOn(Duration.ofHours(1));
        after.keep();
        assertThat(after.told()).isEmpty();

        after.alarms.end(subject);
        after.keep();
        assertThat(after.told()).as("who was told of it hears its end").containsExactly(Notice.Step.ENDED);
    }

    @Test
    void a_pause_that_another_person_replaces_is_theirs() {
        Gateway gateway = new Gateway();
        gateway.alarms.plan(subject, "paused by anna", "anna");
        gateway.keep();
        gateway.alarms.plan(subject, "paused by ben", "ben");
        gateway.keep();

        assertThat(owner()).isEqualTo("ben");
        assertThat(count(subject)).isEqualTo(1);
        assertThat(gateway.told()).isEmpty();
    }

    @Test
    void an_incident_is_told_without_the_store_and_written_when_it_returns() {
        Gateway gateway = new Gateway();
        away.set(true);
        gateway.alarms.raise(subject, "the store does not answer");
        gateway.incidents.keep();
        gateway.incidents.keep();

        assertThat(gateway.told()).containsExactly(Notice.Step.BEGAN);
        clock.moveOn(Duration.ofMinutes(15));
        gateway.incidents.keep();
        assertThat(gateway.told()).containsExactly(Notice.Step.REPEATED);
        gateway.alarms.end(subject);
        gateway.incidents.keep();
        gateway.incidents.keep();
        assertThat(gateway.told()).containsExactly(Notice.Step.ENDED);
        assertThat(count(subject)).isZero();

        away.set(false);
        gateway.keep();
        assertThat(count(subject)).isEqualTo(1);
        assertThat(stands()).isFalse();
        assertThat(gateway.told()).isEmpty();
    }

    @Test
    void what_was_raised_again_without_the_store_joins_what_stands_there() {
        Gateway one = new Gateway();
        away.set(true);
        one.alarms.raise(subject, "messages wait");
        one.incidents.keep();
        one.alarms.end(subject);
        one.incidents.keep();
        one.alarms.raise(subject, "messages wait");
        one.incidents.keep();
        away.set(false);
        Gateway other = new Gateway();
        other.alarms.raise(subject, "messages wait");
        other.keep();

        one.keep();
        assertThat(count(subject)).as("what has ended, and what stands").isEqualTo(2);
        one.alarms.end(subject);
        one.keep();
        assertThat(stands()).as("the other raises it").isTrue();
        other.alarms.end(subject);
        other.keep();
        assertThat(stands()).isFalse();
    }

    /** The store, as long as it is not away. */
    private final class Reachable implements TransactionOperations {

        @Override
        public <T> @Nullable T execute(TransactionCallback<T> action) {
            if (away.get()) {
                throw new CannotCreateTransactionException("away");
            }
            return transactions.execute(action);
        }
    }
}
