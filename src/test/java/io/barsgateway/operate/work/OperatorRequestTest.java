package io.barsgateway.operate.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.local.Objection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator types is read as it was meant, and no NHS number of it is kept. */
class WishTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9990000018",
                "rang about 999 000 0018 today",
                "999-000-0018",
                "NHS:9990000018.",
                "first 1234567890, then 9990000018"
            })
    void a_reason_with_an_nhs_number_is_refused(String reason) {
        assertThatThrownBy(() -> OperatorRequest.refusePatients("$.reason", reason))
                .isInstanceOfSatisfying(Objection.class, objection -> assertThat(
                                objection.problems().toString())
                        .contains("$.reason")
                        .doesNotContain("9990000018"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "handed over by telephone",
                "9990000019",
                "99900000181",
                "19990000018",
                "01632 960001",
                "id 42"
            })
    void a_reason_without_one_is_kept(String reason) {
        assertThatCode(() -> OperatorRequest.refusePatients("$.reason", reason)).doesNotThrowAnyException();
    }

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
