package io.barsgateway.fhir.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reference is heard on the telephone and typed by people. */
class ReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "K7QF2-M01TA",
                "k7qf2-m01ta",
                "K7QF2M01TA",
                " k7qf2 m01ta ",
                "K7QF2-MOITA",
                "k7qf2-molta",
                "K7-QF2-M01-TA"
            })
    void a_reference_is_read_however_it_is_typed(String typed) {
        assertThat(Reference.read(typed)).contains("K7QF2-M01TA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "K7QF2-M01T", "K7QF2-M01TAA", "K7QF2-M01TU", "K7QF2/M01TA", "٠٠٠٠٠-٠٠٠٠٠", "' OR 1=1 --"})
    void what_is_no_reference_is_none(String typed) {
        assertThat(Reference.read(typed)).isEmpty();
    }
}
