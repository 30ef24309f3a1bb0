package io.barsgateway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No NHS number that somebody types into a reason is kept. */
class AuditedWordsTest {

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
        assertThatThrownBy(() -> AuditedWords.refusePatients("$.reason", reason))
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
        assertThatCode(() -> AuditedWords.refusePatients("$.reason", reason)).doesNotThrowAnyException();
    }
}
