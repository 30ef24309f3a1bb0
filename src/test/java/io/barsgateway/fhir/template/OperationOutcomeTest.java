package io.barsgateway.fhir.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Composed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one shape of a refusal, in both formats. */
class OperationOutcomeTest {

    private static JsonNode read(OperationOutcome outcome, Format format) {
        byte[] bytes = outcome.in(format);
        return format == Format.JSON ? FhirJson.read(bytes) : FhirXml.read(bytes);
    }

    private static JsonNode issue(OperationOutcome outcome, Format format) {
        return read(outcome, format).at("/issue/0");
    }

    @ParameterizedTest
    @EnumSource
    void it_says_what_was_wrong_in_the_terms_of_the_standard(Format format) {
        OperationOutcome outcome = new OperationOutcome(FaultCode.DUPLICATE, "X-Request-Id was accepted before");

        JsonNode read = read(outcome, format);

        assertThat(read.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(read.at("/meta/profile/0").asText())
                .isEqualTo("https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome");
        JsonNode issue = read.at("/issue/0");
        assertThat(issue.path("severity").asText()).isEqualTo("error");
        assertThat(issue.path("code").asText()).isEqualTo("duplicate");
        assertThat(issue.at("/details/coding/0/system").asText())
                .isEqualTo("https://fhir.nhs.uk/CodeSystem/http-error-codes");
        assertThat(issue.at("/details/coding/0/code").asText()).isEqualTo("REC_CONFLICT");
        assertThat(issue.at("/details/coding/0/display").asText()).isEqualTo("409 - REC_CONFLICT");
        assertThat(issue.path("diagnostics").asText()).isEqualTo("X-Request-Id was accepted before");
    }

    @ParameterizedTest
    @EnumSource
    void each_code_can_be_said_in_both_formats(FaultCode code) {
        OperationOutcome outcome = new OperationOutcome(code, "words");

        assertThat(outcome.status()).isEqualTo(code.status());
        assertThat(issue(outcome, Format.XML)).isEqualTo(issue(outcome, Format.JSON));
    }

    @ParameterizedTest
    @EnumSource
    void words_cannot_break_out_of_their_place(Format format) {
        String words = "a \"quoted\" <b>&amp; \\ 'text' é \uD83D\uDE00";

        assertThat(issue(new OperationOutcome(FaultCode.VALUE, words), format)
                        .path("diagnostics")
                        .asText())
                .isEqualTo(words);
    }

    @ParameterizedTest
    @EnumSource
    void a_character_that_no_fhir_holds_becomes_a_space(Format format) {
        assertThat(issue(new OperationOutcome(FaultCode.VALUE, "a\u0000b\u001Fc\nd\uD83D e\uFFFE"), format)
                        .path("diagnostics")
                        .asText())
                .isEqualTo("a b c\nd  e ");
    }

    @Test
    void it_is_as_recorded() {
        Composed.isAsBeforeButForIds(
                "operation-outcome",
                read(
                        OperationOutcome.of(new Fault(List.of(
                                new Issue(FaultCode.NOT_SUPPORTED, "first"),
                                new Issue(FaultCode.INVARIANT, "second")))),
                        Format.JSON));
    }

    @ParameterizedTest
    @EnumSource
    void all_that_is_wrong_is_said_and_the_first_decides_the_status(Format format) {
        OperationOutcome outcome = OperationOutcome.of(new Fault(
                List.of(new Issue(FaultCode.NOT_SUPPORTED, "first"), new Issue(FaultCode.INVARIANT, "second"))));

        assertThat(outcome.status()).isEqualTo(422);
        assertThat(read(outcome, format).path("issue"))
                .extracting(issue -> issue.path("diagnostics").asText())
                .containsExactly("first", "second");
    }

    @ParameterizedTest
    @EnumSource
    void each_has_an_id_of_its_own(Format format) {
        OperationOutcome outcome = new OperationOutcome(FaultCode.VALUE, "words");

        assertThat(read(outcome, format).path("id").asText())
                .hasSize(36)
                .isNotEqualTo(read(outcome, format).path("id").asText());
    }
}
