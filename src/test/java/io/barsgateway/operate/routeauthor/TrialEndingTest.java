package io.barsgateway.operate.routeauthor;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.outbox.CannotMake;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the author of a route is told would become of the message. */
class TrialEndingTest {

    private static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(new TryAgain("503"), "it would be tried again later: 503"),
                Arguments.of(new SetUpFault("401"), "it would be tried again, under an alarm about the set-up: 401"),
                Arguments.of(
                        new CannotMake("no view"),
                        "its original would go to delivery.fallback, or without one it would be set aside under an alarm: no view"),
                Arguments.of(new CannotSucceed("422"), "it would be set aside under an alarm: 422"));
    }

    @Test
    void a_route_without_a_failure_has_ended_well() {
        assertThat(TrialEnding.of(null)).startsWith("good: ");
    }

    @ParameterizedTest
    @MethodSource("endings")
    void a_failure_says_what_becomes_of_the_message(RuntimeException failure, String words) {
        assertThat(TrialEnding.of(failure)).isEqualTo(words);
        assertThat(TrialEnding.of(new IllegalStateException("Camel's", new IllegalStateException(failure))))
                .as("inside of what Camel puts around it")
                .isEqualTo(words);
    }

    @Test
    void the_outermost_of_two_decides() {
        assertThat(TrialEnding.of(new TryAgain("later", new SetUpFault("401")))).endsWith("later: later");
    }

    @Test
    void any_other_failure_is_told_without_its_message() {
        assertThat(TrialEnding.of(new IllegalStateException("Émile Example, 943 476 5919")))
                .startsWith("it failed: IllegalStateException at ")
                .doesNotContain("Example", "943");
    }

    /** Two failures that name each other have no end. */
    @Test
    @Timeout(5)
    void failures_that_name_each_other_are_told_too() {
        Exception one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));

        assertThat(TrialEnding.of(one)).startsWith("it failed: IllegalStateException");
    }
}
