package io.barsgateway.audit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context 3.2; without a collector what came in is what goes on. */
class TraceParentTest {

    private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static @Nullable String passedOn(String... values) {
        return Tracing.OFF.begin(Traced.REQUEST, List.of(values)).parent();
    }

    @Test
    void a_good_one_is_passed_on_as_it_came() {
        assertThat(passedOn(GOOD)).isEqualTo(GOOD);
        assertThat(Tracing.OFF.under(Traced.DELIVERY, GOOD).parent()).isEqualTo(GOOD);
    }

    @Test
    void of_a_later_version_the_part_that_is_known_is_used() {
        assertThat(passedOn("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"))
                .isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
                "CANARYNAME",
            })
    void a_malformed_one_is_as_if_it_were_not_there(String value) {
        assertThat(passedOn(value)).isNull();
    }

    @Test
    void two_traceparents_or_one_too_long_are_ignored() {
        assertThat(passedOn(GOOD, GOOD)).isNull();
        assertThat(passedOn("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-" + "x".repeat(500)))
                .isNull();
        assertThat(passedOn()).isNull();
    }
}
