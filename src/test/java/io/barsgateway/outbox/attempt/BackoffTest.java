package io.barsgateway.outbox.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static Backoff backoff(double dice) {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> dice);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "7, 60000", "1000, 60000"})
    void waits_double_up_to_the_longest(int attempts, long millis) {
        assertThat(backoff(0).after(attempts)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000"})
    void dice_shorten_them_by_half_at_most(int attempts, long millis) {
        assertThat(backoff(1).after(attempts)).isEqualTo(Duration.ofMillis(millis));
    }
}
