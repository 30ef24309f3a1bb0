package io.barsgateway.outbox.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the answers of one neighbour say of its next ones; four attempts at once. */
class LaneTest {

    private static final int AT_ONCE = 4;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long LAPSES = Duration.ofMinutes(1).toNanos();

    /** After so many answers, each of which took that long. */
    private static Lane after(Lane lane, int answers, Duration each) {
        Lane now = lane;
        for (int i = 0; i < answers; i++) {
            UUID lease = UUID.randomUUID();
            now = now.entered(lease, 0, LAPSES)
                    .answered(lease, each.toNanos())
                    .left(lease)
                    .wentWell();
        }
        return now;
    }

    @Test
    void four_at_once_of_ten_milliseconds_each_are_four_hundred_in_a_second() {
        Lane lane = after(Lane.EMPTY, 1, Duration.ofMillis(10));

        assertThat(lane.wouldAnswer(400, AT_ONCE, SECOND)).isTrue();
        assertThat(lane.wouldAnswer(401, AT_ONCE, SECOND)).isFalse();
    }

    @Test
    void the_last_answers_count_most() {
        Lane lane = after(after(Lane.EMPTY, 100, Duration.ofMillis(10)), 30, SECOND);

        assertThat(lane.wouldAnswer(4, AT_ONCE, SECOND))
                .as("it takes nearly a second")
                .isTrue();
        assertThat(lane.wouldAnswer(5, AT_ONCE, SECOND)).isFalse();
    }

    @Test
    void one_slow_answer_among_quick_ones_weighs_an_eighth() {
        Lane lane = after(after(Lane.EMPTY, 100, Duration.ofMillis(10)), 1, Duration.ofMillis(90));

        assertThat(lane.wouldAnswer(200, AT_ONCE, SECOND)).as("20 ms").isTrue();
        assertThat(lane.wouldAnswer(201, AT_ONCE, SECOND)).isFalse();
    }

    @Test
    void nothing_is_expected_of_a_neighbour_that_has_not_answered_or_has_failed() {
        assertThat(Lane.EMPTY.wouldAnswer(1, AT_ONCE, SECOND)).isFalse();
        assertThat(after(Lane.EMPTY, 5, Duration.ofMillis(10)).failed().wouldAnswer(1, AT_ONCE, SECOND))
                .isFalse();
    }

    @Test
    void an_answer_counts_once_and_one_that_has_left_does_not_count() {
        UUID lease = UUID.randomUUID();
        Lane answered = Lane.EMPTY.entered(lease, 0, LAPSES).answered(lease, 10);

        assertThat(answered.answered(lease, LAPSES)).isEqualTo(answered);
        assertThat(answered.left(lease).answered(lease, LAPSES)).isEqualTo(answered.left(lease));
    }

    @Test
    void it_is_idle_once_all_have_left_and_nothing_has_failed() {
        UUID lease = UUID.randomUUID();
        Lane answered = Lane.EMPTY.entered(lease, 0, LAPSES).answered(lease, 10);

        assertThat(answered.isIdle()).as("it is still to be written").isFalse();
        assertThat(answered.left(lease).isIdle()).isTrue();
        assertThat(answered.left(lease).failed().isIdle()).isFalse();
    }
}
