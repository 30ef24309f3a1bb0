package io.barsgateway.operate.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.local.Objection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator types is read as it was meant. */
class OperatorRequestTest {

    @ParameterizedTest
    @CsvSource({"'', ''", "K7QF2-M9T3A, K7QF2-M9T3A", "k7qf2m9t3a, K7QF2-M9T3A"})
    void a_reference_is_read_as_it_was_typed(String typed, String reference) {
        assertThat(OperatorRequest.reference(typed)).isEqualTo(reference);
    }

    @Test
    void what_is_no_reference_is_refused() {
        assertThatThrownBy(() -> OperatorRequest.reference("K7QF2"))
                .isInstanceOfSatisfying(
                        Objection.class,
                        objection -> assertThat(objection.problems().toString()).contains("K7QF2-M9T3A"));
    }
}
