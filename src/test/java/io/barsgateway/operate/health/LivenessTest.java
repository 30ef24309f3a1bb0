package io.barsgateway.operate.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A restart is asked for where it would help, and for nothing else. */
class LivenessTest {

    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final AtomicReference<Instant> lastLook = new AtomicReference<>(Instant.EPOCH);
    private final AtomicBoolean deadlocked = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final Liveness liveness = new Liveness(
            lastLook::get,
            () -> {
                asked.incrementAndGet();
                return deadlocked.get();
            },
            clock);

    @Test
    void a_process_that_has_just_begun_is_alive_before_its_first_look() {
        clock.moveOn(Duration.ofMinutes(4));

        assertThat(liveness.fault()).isEmpty();
    }

    @Test
    void a_process_that_never_looks_is_to_be_restarted() {
        clock.moveOn(Duration.ofMinutes(6));

        assertThat(liveness.fault())
                .hasValueSatisfying(words -> assertThat(words).contains("stands still"));
    }

    @Test
    void a_look_that_stalls_for_five_minutes_asks_for_a_restart() {
        clock.moveOn(Duration.ofHours(1));
        lastLook.set(clock.instant());
        clock.moveOn(Duration.ofMinutes(5));
        assertThat(liveness.fault()).isEmpty();

        clock.moveOn(Duration.ofSeconds(1));
        assertThat(liveness.fault()).isPresent();
    }

    @Test
    void a_look_that_fails_each_minute_asks_for_no_restart() {
        for (int minute = 0; minute < 60; minute++) {
            clock.moveOn(Duration.ofMinutes(1));
            lastLook.set(clock.instant());
            assertThat(liveness.fault()).isEmpty();
        }
    }

    @Test
    void threads_that_wait_for_each_other_are_a_reason_for_good() {
        deadlocked.set(true);
        assertThat(liveness.fault())
                .hasValueSatisfying(words -> assertThat(words).contains("wait for each other"));

        deadlocked.set(false);
        clock.moveOn(Duration.ofMinutes(1));
        assertThat(liveness.fault()).isPresent();
    }

    @Test
    void whoever_asks_often_does_not_stop_all_threads_each_time() {
        for (int i = 0; i < 1000; i++) {
            liveness.fault();
        }
        assertThat(asked).hasValue(1);
        clock.moveOn(Duration.ofSeconds(11));
        liveness.fault();
        assertThat(asked).hasValue(2);
    }
}
