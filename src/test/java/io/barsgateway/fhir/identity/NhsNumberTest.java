package io.barsgateway.fhir.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NhsNumberTest {

    /** The last but two would need a check digit of 10, which no number has. */
    @ParameterizedTest
    @CsvSource({
        "9990000018, true",
        "9434765919, true",
        "9434765870, true",
        "9990000019, false",
        "0000000001, false",
        "999000001, false",
        "99900000180, false",
        "999000001X, false"
    })
    void its_last_digit_is_that_of_the_others(String text, boolean isOne) {
        assertThat(NhsNumber.is(text)).isEqualTo(isOne);
    }
}
