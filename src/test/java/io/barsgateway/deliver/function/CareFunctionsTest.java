package io.barsgateway.deliver.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.deliver.mapping.Trial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CareFunctionsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {
                "9990000018, 9990000018",
                "999 000 0018, 9990000018",
                "999-000-0018, 9990000018",
                "9434765919, 9434765919",
                "9990000017, nothing",
                "999000001, nothing",
                "99900000188, nothing",
                "999000001X, nothing",
                "'', nothing",
                // 999 000 010x: the remainder is 1, so that no digit is right
                "9876543200, nothing",
                "٩٩٩٠٠٠٠٠١٨, nothing",
            })
    void an_nhs_number_is_ten_digits_of_which_the_last_is_right(String text, String number) {
        assertThat(CareFunctions.nhsNumber(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"9990000018, 999 000 0018"})
    void people_read_it_in_three_parts(String text, String spaced) {
        assertThat(CareFunctions.nhsNumberSpaced(text)).isEqualTo(spaced);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00+00:00, 20261120100000+0000, 20261120, 2026-11-20T10:00:00",
        "2026-11-20T10:00:00Z, 20261120100000+0000, 20261120, 2026-11-20T10:00:00",
        "2026-07-01T23:30:00+00:00, 20260701233000+0000, 20260702, 2026-07-02T00:30:00",
        "2026-07-01T10:00:00.1234567+01:00, 20260701100000.123+0100, 20260701, 2026-07-01T10:00:00",
        "1980-05-01, 19800501, 19800501, 1980-05-01",
        "1980-05, 198005, 198005, 1980-05",
        "1980, 1980, 1980, 1980",
    })
    void times_are_written_for_hl7_and_for_clocks_in_england(String fhir, String time, String date, String local) {
        assertThat(CareFunctions.hl7DateTime(fhir)).isEqualTo(time);
        assertThat(CareFunctions.hl7Date(fhir)).isEqualTo(date);
        assertThat(CareFunctions.localTime(fhir)).isEqualTo(local);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-13-01", "2026-11-20T10:00:00", "20261120", "", "2026-02-30"})
    void what_is_no_time_fails_and_is_not_guessed(String text) {
        assertThat(Trial.of("{\"t\": $hl7DateTime(t)}").fails("{\"t\": \"" + text + "\"}"))
                .contains("is no FHIR date or time");
        assertThat(Trial.of("{\"t\": $hl7Date(t)}").fails("{\"t\": \"" + text + "\"}"))
                .contains("is no FHIR date or time");
        assertThat(Trial.of("{\"t\": $localTime(t)}").fails("{\"t\": \"" + text + "\"}"))
                .contains("is no FHIR date or time");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {"x26, X26", "' rx1 ', RX1", "A1234567, A1234567", "X-26, nothing", "X2, nothing", "'', nothing"})
    void an_ods_code_is_in_upper_case(String text, String code) {
        assertThat(CareFunctions.odsCode(text)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nhsNumber", "nhsNumberSpaced", "hl7DateTime", "hl7Date", "localTime", "odsCode"})
    void nothing_becomes_nothing(String function) {
        assertThat(Trial.of("{\"x\": $" + function + "(nobody)}").makes("{}")).isEqualTo("{}");
    }
}
