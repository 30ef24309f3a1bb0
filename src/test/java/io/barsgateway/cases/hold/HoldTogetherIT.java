package io.barsgateway.cases.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cases.CaseRows;
import io.barsgateway.cases.Cases;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.accept.ComposeAcceptance;
import io.barsgateway.cases.decide.Decider;
import io.barsgateway.cases.decide.ReleaseUnclaimed;
import io.barsgateway.cases.hold.CommitHolding.Came;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fixture.BlockedSessions;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Received;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Two who change the same thing in the same moment: one comes after the other, and knows what the first has done. */
@GatewayTest
class HoldTogetherIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final CommitHolding commit;
    private final ComposeAcceptance compose;
    private final Cases cases;
    private final CaseRows rows;
    private final Outcomes outcomes;
    private final Repeats repeats;
    private final ReleaseUnclaimed release;
    private final TransactionOperations transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    HoldTogetherIT(
            CommitHolding commit,
            ComposeAcceptance compose,
            Cases cases,
            CaseRows rows,
            Outcomes outcomes,
            Repeats repeats,
            ReleaseUnclaimed release,
            TransactionOperations transactions,
            JdbcClient jdbc,
            Clock clock) {
        this.commit = commit;
        this.compose = compose;
        this.cases = cases;
        this.rows = rows;
        this.outcomes = outcomes;
        this.repeats = repeats;
        this.release = release;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void a_retry_in_the_moment_of_a_release_hears_of_the_release() {
        Holding booking = holding(Meaning.NEW_BOOKING, null, Decider.LOCAL_SYSTEM);
        assertThat(came(booking)).isEqualTo(Came.FIRST);
        Outcomes.Outcome earlier = outcomes.of(booking.attempt()).orElseThrow();

        assertThat(release.release(reference(booking), "nobody asked", "tester"))
                .contains("released");

        assertThat(repeats.of(booking.attempt(), earlier).code()).isEqualTo(FaultCode.CONFLICT);
    }

    @Test
    void two_cancels_of_linked_cases_wait_in_the_same_order() {
        List<HeldCase> halves = Stream.of(held(), held())
                .sorted((one, other) -> id(one).toString().compareTo(id(other).toString()))
                .toList();
        rows.link(id(halves.get(0)), id(halves.get(1)));
        HeldCase second = reread(halves.get(1));
        Holding cancel = holding(Meaning.CANCEL, second, Decider.NOBODY);

        CompletableFuture<Came> cancelled = transactions.execute(other -> {
            lock("SELECT id FROM bars_case WHERE id = ? FOR UPDATE", id(halves.get(0)));
            CompletableFuture<Came> came = CompletableFuture.supplyAsync(() -> came(cancel));
            BlockedSessions.awaitOne(jdbc);
            // Were it held by the one that waits for us, each would wait for the other
            lock("SELECT id FROM bars_case WHERE id = ? FOR UPDATE NOWAIT", id(second));
            return came;
        });

        assertThat(cancelled).succeedsWithin(LONG).isEqualTo(Came.FIRST);
    }

    @Test
    void two_updates_of_a_case_that_nobody_knew_open_one() {
        Holding first = holding(Meaning.UPDATE, null, Decider.NOBODY);
        Attempt later = Attempts.with(first.message(), first.attempt().ids().correlationId());
        Holding second = holding(later, first.message(), null, Decider.NOBODY);

        CompletableFuture<Came> overtaken = transactions.execute(transaction -> {
            assertThat(came(first)).isEqualTo(Came.FIRST);
            CompletableFuture<Came> came = CompletableFuture.supplyAsync(() -> came(second));
            BlockedSessions.awaitOne(jdbc);
            return came;
        });

        assertThat(overtaken).succeedsWithin(LONG).isEqualTo(Came.OVERTAKEN);
    }

    private Came came(Holding holding) {
        return commit.of(holding, Optional.empty()).came();
    }

    private HeldCase held() {
        Holding holding = holding(Meaning.NEW_REFERRAL, null, Decider.NOBODY);
        assertThat(came(holding)).isEqualTo(Came.FIRST);
        return cases.byReference(reference(holding)).orElseThrow();
    }

    private HeldCase reread(HeldCase held) {
        return cases.byReference(held.state().reference()).orElseThrow();
    }

    private Holding holding(Meaning meaning, @Nullable HeldCase known, Decider decider) {
        Message message = Received.aMessage(meaning, Tenants.any());
        return holding(Attempts.with(message), message, known, decider);
    }

    private Holding holding(Attempt attempt, Message message, @Nullable HeldCase known, Decider decider) {
        Acceptance acceptance = compose.compose(attempt.ids(), attempt.accessHeaders(), message, known);
        return new Holding(attempt, message, known, acceptance, List.of(), decider, clock.instant());
    }

    private static String reference(Holding holding) {
        return holding.acceptance().state().reference();
    }

    private static UUID id(HeldCase held) {
        return held.state().id();
    }

    private void lock(String sql, UUID id) {
        assertThat(jdbc.sql(sql).param(id).query(UUID.class).list()).containsExactly(id);
    }
}
