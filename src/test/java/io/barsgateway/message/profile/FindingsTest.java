package io.barsgateway.message.profile;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {

    private static final Set<String> KNOWN =
            Set.of("https://example.org/ValueSet/known", "https://example.org/StructureDefinition/known");

    private final Explanations explanations = Explanations.load();

    private static SingleValidationMessage message(
            String rule, ResultSeverityEnum severity, String location, String words) {
        SingleValidationMessage message = new SingleValidationMessage();
        message.setMessageId(rule);
        message.setSeverity(severity);
        message.setLocationString(location);
        message.setMessage(words);
        return message;
    }

    private static Finding only(String rule, String location, String words) {
        Map<Finding, Integer> found =
                Findings.of(List.of(message(rule, ResultSeverityEnum.ERROR, location, words)), KNOWN);
        assertThat(found).hasSize(1);
        return found.keySet().iterator().next();
    }

    @ParameterizedTest
    @CsvSource({
        "'Bundle.entry[6].resource/*Patient/9000000009*/.communication[0].language', Patient.communication.language",
        "'Bundle.entry[1].resource/*Slot/null*/', Slot",
        "'Bundle.entry[3].resource', Bundle.entry.resource",
        "Bundle, Bundle",
        "'Bundle.entry[2].resource/*Patient/x*/.contact[0].extension(https://example.org/a)', Patient.contact",
        "'', Bundle"
    })
    void a_place_is_told_by_types_and_elements_only(String location, String place) {
        assertThat(only("R", location, "words").place()).isEqualTo(place);
    }

    @Test
    void the_validators_words_stay_behind_since_they_quote_the_message() {
        Finding finding = only(
                "Terminology_TX_NoValid_1_CC",
                "Bundle.entry[1].resource/*Patient/9*/.name[0].family",
                "'Sampleton' is not in https://example.org/ValueSet/known|1.0 but in https://example.org/ValueSet/Sampleton");

        assertThat(finding.definition()).isEqualTo("https://example.org/ValueSet/known");
        assertThat(explanations.tell(finding, 1)).doesNotContain("Sampleton").contains("Patient.name.family", "a code");
    }

    @Test
    void a_finding_about_a_count_says_the_found_and_the_allowed_number() {
        Finding few = only(
                "Validation_VAL_Profile_Minimum",
                "Bundle.entry[3].resource/*Slot/c3*/",
                "Slot.schedule: minimum required = 1, but only found 0 (from https://example.org/StructureDefinition/known|1.1.0)");
        Finding many = only(
                "Validation_VAL_Profile_Maximum",
                "Bundle.entry[3].resource/*Slot/c3*/",
                "Slot.schedule: max allowed = 1, but found 2 (from https://example.org/StructureDefinition/other)");

        assertThat(explanations.tell(few, 1))
                .isEqualTo("Slot: Slot.schedule 0 times where at least 1 belong"
                        + " [https://example.org/StructureDefinition/known] (Validation_VAL_Profile_Minimum)");
        assertThat(explanations.tell(many, 3))
                .isEqualTo(
                        "Slot: Slot.schedule 2 times where at most 1 belong (Validation_VAL_Profile_Maximum, 3 times)");
    }

    @Test
    void the_same_finding_is_counted_and_warnings_are_none() {
        List<SingleValidationMessage> messages = List.of(
                message("R", ResultSeverityEnum.ERROR, "Bundle.entry[1].resource/*Flag/a*/.code", "x"),
                message("R", ResultSeverityEnum.FATAL, "Bundle.entry[2].resource/*Flag/b*/.code", "y"),
                message("R", ResultSeverityEnum.WARNING, "Bundle.entry[3].resource/*Flag/c*/.code", "z"));

        assertThat(Findings.of(messages, KNOWN)).containsExactly(Map.entry(new Finding("R", "Flag.code", "", ""), 2));
    }

    @ParameterizedTest
    @CsvSource({
        "Terminology_PassThrough_TX_Message, a code",
        "Reference_REF_Format2, a reference",
        "Validation_VAL_Profile_Unknown, not loaded",
        "_DT_Fixed_Wrong, not the value",
        "Extension_EXTP_Context_Wrong, an extension",
        "Resource_RES_ID_Malformed_Chars, not a FHIR id",
        "BUNDLE_BUNDLE_ENTRY_NOTFOUND_CANNOT, do not agree",
        "http://hl7.org/fhir/StructureDefinition/CarePlan#cpl-3, a constraint",
        "Something_Else, does not meet its profile"
    })
    void each_kind_of_rule_is_explained(String rule, String words) {
        assertThat(explanations.tell(new Finding(rule, "Patient", "", ""), 1)).contains(words);
    }
}
