package io.barsgateway.fhir.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a log may say of a failure. */
class CauseTest {

    @Test
    void it_is_the_kind_of_the_root_and_our_nearest_line() {
        Exception root = new IllegalArgumentException("9990000018 Sampleton");

        assertThat(Cause.of(new IllegalStateException("outer", root)))
                .startsWith("IllegalArgumentException at io.barsgateway.fhir.fault.CauseTest.");
    }

    @Test
    void it_never_repeats_a_message_that_may_quote_a_patient() {
        assertThat(Cause.of(new IllegalStateException("9990000018", new IllegalArgumentException("Sampleton"))))
                .doesNotContain("9990000018")
                .doesNotContain("Sampleton");
    }

    @Test
    void a_failure_without_lines_is_named_by_its_kind() {
        Exception bare = new IllegalStateException("x");
        bare.setStackTrace(new StackTraceElement[0]);

        assertThat(Cause.of(bare)).isEqualTo("IllegalStateException");
    }

    @Test
    void a_failure_outside_our_code_is_placed_where_it_began() {
        Exception foreign = new IllegalStateException("x");
        foreign.setStackTrace(new StackTraceElement[] {new StackTraceElement("org.example.Other", "run", "O.java", 7)});

        assertThat(Cause.of(foreign)).isEqualTo("IllegalStateException at org.example.Other.run(O.java:7)");
    }

    @Test
    void a_failure_that_is_its_own_cause_has_an_end() {
        Exception first = new IllegalStateException("first");
        first.initCause(new IllegalArgumentException("second", first));

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Cause.of(first)))
                .isNotEmpty();
    }
}
