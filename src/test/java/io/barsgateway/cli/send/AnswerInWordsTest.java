package io.barsgateway.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.template.OperationOutcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** One line says what a message came to. */
class AnswerInWordsTest {

    @Test
    void an_accepted_message_is_told_with_the_reference_of_its_case() {
        String bundle = """
                {"resourceType":"Bundle","type":"message","entry":[
                 {"resource":{"resourceType":"MessageHeader"}},
                 {"resource":{"resourceType":"Encounter","status":"triaged","identifier":[{"value":"theirs"}]}},
                 {"resource":{"resourceType":"Encounter","status":"planned","identifier":[{"value":"3XZME-G5D2C"}]}}]}""";

        assertThat(AnswerInWords.of(200, bundle)).isEqualTo("200 accepted, reference 3XZME-G5D2C");
    }

    @Test
    void a_message_that_opens_no_case_has_no_reference() {
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[]}";

        assertThat(AnswerInWords.of(200, bundle)).isEqualTo("200 accepted");
    }

    @Test
    void a_booking_is_told_by_the_id_of_its_appointment() {
        String bundle = """
                {"resourceType":"Bundle","type":"message","entry":[
                 {"resource":{"resourceType":"MessageHeader"}},
                 {"resource":{"resourceType":"Appointment","id":"a1"}}]}""";

        assertThat(AnswerInWords.of(200, bundle)).isEqualTo("200 accepted, Appointment/a1");
    }

    @Test
    void what_a_sender_sends_again_is_told_and_nothing_else() {
        assertThat(AnswerInWords.next(408))
                .hasValueSatisfying(next -> assertThat(next).contains("nobody can say"));
        assertThat(AnswerInWords.next(503))
                .hasValueSatisfying(next -> assertThat(next).contains("it was not taken"));
        assertThat(AnswerInWords.next(200)).isEmpty();
        assertThat(AnswerInWords.next(400)).isEmpty();
    }

    @Test
    void a_refusal_is_told_by_its_issues_in_either_form() {
        OperationOutcome outcome = new OperationOutcome(FaultCode.NOT_FOUND, "no such service");

        for (Format format : Format.values()) {
            assertThat(AnswerInWords.of(404, new String(outcome.in(format), StandardCharsets.UTF_8)))
                    .isEqualTo("404 refused: REC_NOT_FOUND not-found - no such service");
        }
    }

    @Test
    void what_is_no_fhir_came_from_something_on_the_way() {
        assertThat(AnswerInWords.of(502, "<html>bad gateway</html>")).startsWith("502 without an OperationOutcome");
        assertThat(AnswerInWords.of(204, "")).isEqualTo("204 accepted");
    }
}
