package io.barsgateway.outbox.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.RetryProperties;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenPauseTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetryProperties RETRY = new RetryProperties(
            Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(15), Duration.ofDays(3));

    private static TokenPause after(int failures, Duration asked) {
        TokenPause pause = TokenPause.NONE;
        for (int i = 0; i < failures; i++) {
            pause = pause.after(new TryAgain("it answered 503", asked), NOW, RETRY);
        }
        return pause;
    }

    @Test
    void nobody_asks_before_the_wait_is_over() {
        TokenPause pause = after(1, Duration.ZERO);

        assertThatThrownBy(() -> pause.check(NOW.plusMillis(999)))
                .isInstanceOf(TryAgain.class)
                .hasMessage("it answered 503");
        assertThatCode(() -> pause.check(NOW.plusSeconds(1))).doesNotThrowAnyException();
    }

    @Test
    void the_wait_doubles_up_to_the_pause_of_a_neighbour() {
        assertThat(after(1, Duration.ZERO).lasts()).hasSeconds(1);
        assertThat(after(4, Duration.ZERO).lasts()).hasSeconds(8);
        assertThat(after(5, Duration.ZERO).lasts()).hasSeconds(15);
        assertThat(after(100, Duration.ZERO).lasts()).hasSeconds(15);
    }

    @Test
    void what_the_endpoint_asks_for_is_kept_within_reason() {
        assertThat(after(1, Duration.ofSeconds(20)).lasts()).hasSeconds(20);
        assertThat(after(1, Duration.ofDays(1)).lasts()).hasMinutes(5);
    }

    @Test
    void before_any_failure_and_after_the_clock_was_set_back_anybody_asks() {
        assertThatCode(() -> TokenPause.NONE.check(NOW)).doesNotThrowAnyException();
        assertThatCode(() -> after(9, Duration.ZERO).check(NOW.minusSeconds(1))).doesNotThrowAnyException();
    }
}
