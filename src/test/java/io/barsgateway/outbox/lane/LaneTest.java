package io.barsgateway.outbox.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the answers of one neighbour say of its next ones; four attempts at once, eight workers. */
class LaneTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(10);
    private static final long LAPSES = Duration.ofMinutes(1).toNanos();

    /** After so many attempts, each of which was answered after that time, and written after the other. */
    private static Lane after(Lane lane, int attempts, Duration answer, Duration whole) {
        Lane now = lane;
        for (int i = 0; i < attempts; i++) {
            UUID lease = UUID.randomUUID();
            now = now.entered(lease, 0, LAPSES)
                    .answered(lease, answer.toNanos())
                    .left(lease, whole.toNanos())
                    .wentWell();
        }
        return now;
    }

    private static boolean isQuick(Lane lane, int attempts) {
        return lane.isQuick(attempts, SECOND, 4, 8, SECOND.toNanos());
    }

    @Test
    void a_lane_expects_four_hundred_short_attempts_a_second() {
        Lane lane = after(Lane.EMPTY, 1, SOON, SOON);

        assertThat(isQuick(lane, 400)).isTrue();
        assertThat(isQuick(lane, 401)).isFalse();
    }

    @Test
    void the_last_answers_count_most() {
        Lane lane = after(after(Lane.EMPTY, 100, SOON, SOON), 30, SECOND, SECOND);

        assertThat(isQuick(lane, 4)).as("it takes nearly a second").isTrue();
        assertThat(isQuick(lane, 5)).isFalse();
    }

    @Test
    void one_slow_answer_among_quick_ones_counts_an_eighth() {
        Lane lane = after(after(Lane.EMPTY, 100, SOON, SOON), 1, Duration.ofMillis(90), Duration.ofMillis(90));

        assertThat(isQuick(lane, 200)).as("20 ms").isTrue();
        assertThat(isQuick(lane, 201)).isFalse();
    }

    @Test
    void a_store_that_writes_slowly_makes_a_lane_slow_too() {
        Lane lane = after(Lane.EMPTY, 100, SOON, SECOND);

        assertThat(isQuick(lane, 8)).as("so many workers").isTrue();
        assertThat(isQuick(lane, 9)).isFalse();
    }

    @Test
    void an_attempt_without_an_answer_makes_its_lane_slow() {
        UUID hangs = UUID.randomUUID();
        Lane lane = after(Lane.EMPTY, 1, SOON, SOON).entered(hangs, 0, LAPSES);

        assertThat(lane.isQuick(64, SECOND, 4, 8, SECOND.toNanos())).isTrue();
        assertThat(lane.isQuick(64, SECOND, 4, 8, SECOND.toNanos() + 1)).isFalse();
        assertThat(lane.answered(hangs, SOON.toNanos()).isQuick(64, SECOND, 4, 8, 2 * SECOND.toNanos()))
                .isTrue();
    }

    @Test
    void a_lane_is_not_quick_before_a_success() {
        assertThat(isQuick(Lane.EMPTY, 1)).isFalse();
        assertThat(isQuick(after(Lane.EMPTY, 5, SOON, SOON).failed(), 1)).isFalse();
    }

    @Test
    void an_answer_counts_once_and_one_that_has_left_does_not_count() {
        UUID lease = UUID.randomUUID();
        Lane answered = Lane.EMPTY.entered(lease, 0, LAPSES).answered(lease, 10);

        assertThat(answered.answered(lease, LAPSES)).isEqualTo(answered);
        assertThat(answered.left(lease, 20).answered(lease, LAPSES)).isEqualTo(answered.left(lease, 20));
        assertThat(answered.left(lease, 20).left(lease, LAPSES)).isEqualTo(answered.left(lease, 20));
    }

    @Test
    void it_is_idle_once_all_have_left_and_nothing_has_failed() {
        UUID lease = UUID.randomUUID();
        Lane answered = Lane.EMPTY.entered(lease, 0, LAPSES).answered(lease, 10);

        assertThat(answered.isIdle()).as("it is still to be written").isFalse();
        assertThat(answered.left(lease, 20).isIdle()).isTrue();
        assertThat(answered.left(lease, 20).failed().isIdle()).isFalse();
    }

    @Test
    void an_idle_lane_is_forgotten_a_minute_after_its_last_answer() {
        Lane lane = after(Lane.EMPTY, 1, SOON, SOON);
        long minute = SOON.plusMinutes(1).toNanos();

        assertThat(Lane.EMPTY.isForgotten(0)).isTrue();
        assertThat(lane.isForgotten(minute)).isFalse();
        assertThat(lane.isForgotten(minute + 1)).isTrue();
        assertThat(lane.failed().isForgotten(minute + 1)).isFalse();
    }
}
