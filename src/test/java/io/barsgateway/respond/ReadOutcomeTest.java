package io.barsgateway.respond;

import static io.barsgateway.respond.ComposeCase.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.barsgateway.local.Objection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports that are none. */
class ReadOutcomeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\":\"telegram\" | kind",
                "\"kind\":\"interim\",\"colour\":\"red\" | colour",
                "\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\",\"outcomes\":[{}] | outcomes",
                "\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\",\"outcomes\":[{\"code\":\"A\"}] | outcomes",
                "\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\",\"outcomes\":[{\"system\":\"urn:x\",\"display\":\"A\"}] | outcomes"
            })
    void a_report_that_does_not_meet_the_schema_is_told_which_field(String json, String field) {
        assertThatExceptionOfType(Objection.class)
                .isThrownBy(() -> outcome(json))
                .satisfies(objection -> {
                    assertThat(objection.status()).isEqualTo(400);
                    assertThat(objection.problems().toString()).contains(field);
                });
    }

    @Test
    void a_report_that_is_no_json_is_told_so() {
        assertThatExceptionOfType(Objection.class)
                .isThrownBy(() -> outcome("}"))
                .satisfies(objection -> assertThat(objection.status()).isEqualTo(400));
    }
}
