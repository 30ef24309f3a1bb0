package io.barsgateway.edge.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.request.WaitingLine.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    private long now;
    private final WaitingLine line = new WaitingLine(Duration.ofSeconds(5), () -> now);
    private final Queue<Place> places = new ArrayDeque<>();

    private void join(int count) {
        for (int i = 0; i < count; i++) {
            places.add(line.join());
        }
    }

    private void leave(int count, long millisEach) {
        for (int i = 0; i < count; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(millisEach);
            places.remove().leave();
        }
    }

    @Test
    void a_line_that_moves_fast_is_open_however_long_it_is() {
        join(400);
        leave(300, 5);

        assertThat(line.isOpen()).isTrue();
    }

    @Test
    void the_line_closes_where_the_wait_exceeds_half_the_time() {
        join(40);
        leave(30, 500);
        assertThat(line.isOpen()).as("eleven places of half a second").isFalse();

        leave(7, 500);

        assertThat(line.isOpen()).as("four places of half a second").isTrue();
    }

    @Test
    void an_empty_line_is_open_however_slow_it_was() {
        join(3);
        leave(3, 60_000);

        assertThat(line.isOpen()).isTrue();
        join(1);
        assertThat(line.isOpen()).isFalse();
    }

    @Test
    void without_a_deadline_everybody_may_wait() {
        WaitingLine patient = new WaitingLine(Duration.ZERO, () -> now);
        Place place = patient.join();
        patient.join();
        now += TimeUnit.HOURS.toNanos(1);
        place.leave();

        assertThat(patient.isOpen()).isTrue();
    }
}
