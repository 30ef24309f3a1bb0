package io.barsgateway.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.BarsCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bars routes try} refuses before it builds anything. */
class TryRouteCommandTest {

    private static String refused(String... words) {
        BarsCommand run = BarsCommand.run(words);
        assertThat(run.exit()).as(run.printed()).isEqualTo(2);
        return run.printed();
    }

    @Test
    void one_message_is_named_and_not_two() {
        assertThat(refused("routes", "try", "deliver-one")).contains("Name a file or a sample");
        assertThat(refused("routes", "try", "deliver-one", "referral-request", "--stored", "K7QF2-M9T3A"))
                .contains("Name a file or a sample");
    }

    @Test
    void a_message_of_a_real_patient_is_not_kept() {
        assertThat(refused("routes", "try", "deliver-one", "--stored", "K7QF2-M9T3A", "--save", "mine"))
                .contains("--save is for messages of no real patient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "20", "99", "600", "2000"})
    void an_answer_is_an_http_status(String answer) {
        assertThat(refused("routes", "try", "deliver-one", "referral-request", "--answer=" + answer))
                .contains("--answer is an HTTP status, 100 to 599: " + answer);
    }
}
