package io.barsgateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Young by both clocks, or not at all. */
class YouthTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "1999, 1999, false",
        "2000, 2000, true",
        "300000, 100, true",
        "100, 300000, true",
        "-1, 100, true"
    })
    void a_clock_that_stood_still_or_was_set_back_makes_nothing_young(long millis, long nanoMillis, boolean over) {
        Youth youth = new Youth(1_000_000, 5_000_000, Duration.ofSeconds(2));

        assertThat(youth.isOver(1_000_000 + millis, 5_000_000 + nanoMillis * 1_000_000))
                .isEqualTo(over);
    }
}
