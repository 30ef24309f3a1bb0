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

    @ParameterizedTest
    @CsvSource({
        "'943 476 5919 rang, and 9434765919', '(NHS number) rang, and (NHS number)'",
        "id 42 of 01632 960001, id 42 of 01632 960001",
        "$0 and \\1, $0 and \\1"
    })
    void one_among_words_is_taken_out(String words, String left) {
        assertThat(NhsNumber.takenFrom(words)).isEqualTo(left);
        assertThat(NhsNumber.isIn(words)).isEqualTo(!words.equals(left));
    }
}
