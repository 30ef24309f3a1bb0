package io.barsgateway.outbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.outbox.CannotSucceed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed on of a refusal: only an OperationOutcome, of a reasonable length. */
class RefusalTest {

    private static Refusal of(String answer) {
        return Refusal.of(
                new CannotSucceed("the proxy answered 422", new Original(answer.getBytes(StandardCharsets.UTF_8))),
                "the proxy answered 422");
    }

    private static String text(Refusal refusal) {
        return new String(refusal.body().bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"OperationOutcome\", \"issue\":[{\"code\":\"conflict\"}]}",
                " <OperationOutcome xmlns=\"http://hl7.org/fhir\"><issue><code value=\"conflict\"/></issue></OperationOutcome>"
            })
    void an_operation_outcome_is_handed_on_as_it_came(String answer) {
        assertThat(text(of(answer))).isEqualTo(answer);
        assertThat(of(answer).format()).isEqualTo(answer.startsWith("{") ? Format.JSON : Format.XML);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "<html>no</html>", "{\"resourceType\":\"Bundle\"}"})
    void anything_else_is_said_in_words_of_ours(String answer) {
        assertThat(FhirJson.read(of(answer).body().bytes())
                        .at("/issue/0/diagnostics")
                        .asText())
                .isEqualTo("the proxy answered 422");
    }

    @Test
    void what_is_too_long_is_not_handed_on() {
        String padding = " ".repeat(Refusal.LONGEST);

        assertThat(text(of("{\"resourceType\":\"OperationOutcome\"}" + padding)))
                .contains("the proxy answered 422");
        assertThat(text(Refusal.of(new CannotSucceed("never sent"), "never sent")))
                .contains("never sent");
    }
}
