package io.barsgateway.outbox.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.attempt.Outcome;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How much is done at once for whom; 8 workers, 3 at once in a lane, a breaker that opens after 5. */
class LanesTest {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final RetryProperties RETRY = new RetryProperties(
            Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(15), Duration.ofDays(3));

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Lanes lanes = new Lanes(List.of(new Few()), RETRY, alarms, new AttemptTimes(metrics), nanos::get);
    private long pieces;

    private static final class Few implements Neighbours {

        @Override
        public WorkKind kind() {
            return WorkKind.DELIVER;
        }

        @Override
        public String named(String lane) {
            return "deliveries of " + lane;
        }

        @Override
        public List<String> only() {
            return List.of();
        }

        @Override
        public int workers() {
            return 8;
        }

        @Override
        public int atOnce(String lane) {
            return 3;
        }

        @Override
        public int breakerAfter() {
            return 5;
        }

        @Override
        public Duration giveUpAfter(Work work) {
            return RETRY.giveUpAfter();
        }

        @Override
        public boolean hasFallback(Work work) {
            return false;
        }
    }

    private boolean hasRoom(String lane) {
        return !lanes.isFull(WorkKind.DELIVER)
                && !lanes.closed(WorkKind.DELIVER).contains(lane);
    }

    private Work begin(String lane) {
        assertThat(hasRoom(lane)).as(lane).isTrue();
        Work work = Works.of(++pieces, WorkKind.DELIVER, lane, Duration.ZERO);
        lanes.enter(work.place(), LEASE);
        return work;
    }

    private List<Work> fill(String lane) {
        List<Work> begun = new ArrayList<>();
        while (hasRoom(lane)) {
            begun.add(begin(lane));
        }
        return begun;
    }

    private void fail(String lane, int times) {
        for (int i = 0; i < times; i++) {
            lanes.leave(begin(lane).place(), Outcome.FAILED, "the local system answered 500");
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_lane_has_so_many_attempts_at_once_and_no_other_notices() {
        List<Work> begun = fill("a");

        assertThat(begun).hasSize(3);
        assertThat(hasRoom("b")).isTrue();
        lanes.leave(begun.get(0).place(), Outcome.WELL, "");
        assertThat(hasRoom("a")).isTrue();
    }

    @Test
    void an_answered_attempt_leaves_room_in_its_lane_but_keeps_its_worker() {
        List<Work> begun = fill("a");
        lanes.answered(begun.get(0).place());
        lanes.answered(begun.get(1).place());

        assertThat(hasRoom("a")).as("one of three is unanswered").isTrue();
        begin("a");
        assertThat(hasRoom("a"))
                .as("half of the workers are busy, the lane with two")
                .isFalse();
        lanes.leave(begun.get(0).place(), Outcome.WELL, "");
        assertThat(hasRoom("a")).as("three workers are busy").isTrue();
    }

    @Test
    void a_lease_that_begins_anew_asks_the_neighbour_nothing() {
        for (Work work : fill("a")) {
            lanes.answered(work.place());
            lanes.renew(work.place(), LEASE);
        }

        assertThat(hasRoom("a")).isTrue();
    }

    @Test
    void a_lane_in_trouble_waits_for_the_end_of_its_attempt() {
        fail("a", 5);
        pass(Duration.ofSeconds(1));
        Work probe = begin("a");
        lanes.answered(probe.place());
        pass(Duration.ofSeconds(20));

        assertThat(hasRoom("a")).isFalse();
        lanes.leave(probe.place(), Outcome.WELL, "");
        assertThat(hasRoom("a")).isTrue();
    }

    @Test
    void five_failures_leave_one_attempt_at_a_time_and_an_alarm() {
        fail("a", 4);
        assertThat(alarms.standing()).isEmpty();
        fail("a", 1);

        assertThat(hasRoom("a")).isFalse();
        assertThat(alarms.standing().get("deliveries of a"))
                .startsWith("5 attempts in a row failed, the last with: the local system answered 500");
        pass(Duration.ofSeconds(1));
        Work probe = begin("a");
        assertThat(hasRoom("a")).as("one at a time").isFalse();
        pass(Duration.ofSeconds(20));
        assertThat(hasRoom("a")).as("while it is under way").isFalse();

        lanes.leave(probe.place(), Outcome.WELL, "");
        assertThat(fill("a")).hasSize(3);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void a_failing_lane_delays_its_messages_up_to_the_longest_wait() {
        fail("a", 5);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(15));
            fail("a", 1);
        }
        Work behind = Works.of(99, WorkKind.DELIVER, "a", Duration.ZERO);

        assertThat(lanes.atMost(behind.place(), Duration.ofMinutes(5)))
                .isBetween(Duration.ofMillis(7500), Duration.ofSeconds(15));
        assertThat(lanes.atMost(
                        Works.of(100, WorkKind.DELIVER, "b", Duration.ZERO).place(), Duration.ofMinutes(5)))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void one_answer_about_the_set_up_is_enough() {
        lanes.leave(begin("a").place(), Outcome.SET_UP, "the local system answered 404 at its delivery URL");

        assertThat(hasRoom("a")).isFalse();
        assertThat(hasRoom("b")).isTrue();
        assertThat(alarms.standing().get("deliveries of a")).contains("answered 404", "set-up is wrong");
        assertThat(alarms.standing()).containsOnlyKeys("deliveries of a");
    }

    @Test
    void what_is_ours_or_the_stores_says_nothing_of_the_neighbour() {
        for (int i = 0; i < 20; i++) {
            lanes.leave(begin("a").place(), Outcome.NOTHING, "the store was away");
        }
        assertThat(fill("a")).hasSize(3);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void a_success_between_failures_keeps_the_breaker_closed() {
        fail("a", 4);
        lanes.leave(begin("a").place(), Outcome.WELL, "");
        fail("a", 4);
        assertThat(fill("a")).hasSize(3);
    }

    @Test
    void a_lane_that_hangs_leaves_workers_for_the_others() {
        assertThat(fill("a")).hasSize(3);
        for (String lane : List.of("b", "c", "d", "e", "f")) {
            assertThat(fill(lane))
                    .as("of the last half of the workers no lane has more than one")
                    .hasSize(1);
        }
        assertThat(hasRoom("g")).as("8 are in use").isFalse();
    }

    @Test
    void those_that_fail_share_half_of_the_workers() {
        for (String lane : List.of("a", "b", "c", "d", "e", "f")) {
            fail(lane, 5);
        }
        pass(Duration.ofSeconds(1));
        int trying = 0;
        for (String lane : List.of("a", "b", "c", "d", "e", "f")) {
            trying += fill(lane).size();
        }
        assertThat(trying).isEqualTo(4);
        assertThat(hasRoom("healthy")).isTrue();
    }

    @Test
    void a_lost_attempt_frees_its_place_when_its_lease_ends() {
        fill("a");
        pass(LEASE.plusMillis(1));
        assertThat(fill("a")).hasSize(3);
    }

    @Test
    void an_attempt_is_timed_from_its_beginning_even_under_a_renewed_lease() {
        Work work = begin("a");
        pass(Duration.ofSeconds(30));
        lanes.renew(work.place(), LEASE);
        pass(Duration.ofSeconds(2));

        assertThat(lanes.leave(work.place(), Outcome.FAILED, "no answer")).contains(Duration.ofSeconds(32));
        assertThat(lanes.leave(work.place(), Outcome.WELL, ""))
                .as("it has left before")
                .isEmpty();

        Timer timer = metrics.get("bars.attempts").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(32);
        assertThat(timer.getId().getTag("kind")).isEqualTo("delivery");
        assertThat(timer.getId().getTag("outcome")).isEqualTo("failed");
        assertThat(timer.getId().getTag("service"))
                .as("the service, not the neighbour that it goes to")
                .isEqualTo(work.service().toString());
    }

    @Test
    void a_state_says_how_each_neighbour_does() {
        fail("a", 5);
        begin("b");

        assertThat(lanes.states())
                .containsExactlyInAnyOrder(
                        new Lanes.State(WorkKind.DELIVER, "a", 0, 5, true),
                        new Lanes.State(WorkKind.DELIVER, "b", 1, 0, false));
    }
}
