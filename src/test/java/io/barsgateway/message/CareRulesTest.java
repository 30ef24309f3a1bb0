package io.barsgateway.message;

import static io.barsgateway.message.RuleRows.verification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.Coded;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Tenants;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each Application must say so that care can follow (docs/conformance.md, W4.2 and W4.3), seen where it is left
 * out.
 */
class CareRulesTest {

    private static Message check(ObjectNode message, Map<String, String> settings) {
        return new CheckMessage(new MessageStandard(Recognition.load()))
                .check(
                        new ParsedMessage(new Original(new byte[0]), Format.JSON, MessageBundle.of(message)),
                        Tenants.with(settings));
    }

    private static Arguments wrong(String says, ObjectNode message, Consumer<ObjectNode> change) {
        change.accept(message);
        return Arguments.of(says, message);
    }

    private static ArrayNode contacts(ObjectNode message) {
        return (ArrayNode) Messages.resource(message, "Patient").path("contact");
    }

    private static ObjectNode firstContact(ObjectNode message) {
        return (ObjectNode) contacts(message).path(0);
    }

    static Stream<Arguments> wrongMessages() {
        return Stream.of(
                wrong("contact rank 1", Messages.validation(), m -> contacts(m)
                        .add(firstContact(m).deepCopy())),
                wrong("NHS number must be verified", Messages.validation(), m -> Coded.coding(
                                verification(m).path("valueCodeableConcept"))
                        .put("code", "number-not-present-but-required")),
                wrong("occurrencePeriod", Messages.validation(), m -> ((ObjectNode)
                                Messages.resource(m, "ServiceRequest").path("occurrencePeriod"))
                        .remove("end")),
                wrong("scene is safe", Messages.validation(), m -> Messages.resource(m, "Flag")
                        .remove(java.util.List.of("code", "category"))),
                wrong("needs a Task", Changed.useCase("a5t1", Messages.referral()), m -> {}),
                wrong("needs a Condition", Changed.useCase("a5t1", Messages.referral()), m -> {}),
                wrong("what help is asked for", Changed.useCase("a6t2", Messages.validationAsReferral()), m -> {}),
                wrong(
                        "must say where",
                        Changed.useCase("a6t1", Messages.validationAsReferral()),
                        m -> Messages.resource(m, "Location").remove(java.util.List.of("extension", "address"))),
                wrong("broker's Device", Changed.useCase("a8t1", Messages.referral()), m -> {}),
                wrong("verified NHS number", Changed.useCase("a8t1", Messages.referral()), m -> Messages.resource(
                                m, "Patient")
                        .remove("identifier")),
                wrong("must name the Slot", Messages.booking(), m -> Messages.resource(m, "Appointment")
                        .remove("slot")),
                wrong("focus", Messages.referral(), m -> Changed.focusOnFirst("Patient", m)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongMessages")
    void what_is_left_out_is_named(String says, ObjectNode message) {
        Fault fault = catchThrowableOfType(Fault.class, () -> check(message, Map.of()));

        assertThat(fault).as(says).isNotNull();
        assertThat(fault.code()).isEqualTo(FaultCode.INVARIANT);
        assertThat(fault.issues().stream().map(Issue::diagnostics)).anyMatch(words -> words.contains(says));
    }

    @Test
    void neither_an_nhs_number_nor_the_patient_as_first_contact_is_required() {
        ObjectNode message = Messages.referral();
        Messages.resource(message, "Patient").remove("identifier");
        firstContact(message).remove("relationship");

        assertThat(check(message, Map.of()).meaning()).isEqualTo(Meaning.NEW_REFERRAL);
    }

    @Test
    void guide_warns_of_a_validation_without_a_place_and_tkw_refuses_it() {
        ObjectNode message = Messages.validation();
        assertThat(check(message, Map.of()).warnings()).isEmpty();
        Messages.resource(message, "Location").remove(java.util.List.of("extension", "address"));

        assertThat(check(message, Map.of()).warnings())
                .singleElement()
                .asString()
                .startsWith("Location.address: A Location must say where");
        assertThat(catchThrowableOfType(Fault.class, () -> check(message, Map.of("conformance", "tkw")))
                        .code())
                .isEqualTo(FaultCode.INVARIANT);
    }

    @Test
    void the_tool_accepts_the_old_pharmacy_code() {
        ObjectNode message = Changed.useCase("referraltopharmacy", RuleRows.pharmacy());

        assertThat(check(message, Map.of("use-cases", "a5t1", "conformance", "tkw"))
                        .useCase())
                .isEqualTo("referraltopharmacy");
        assertThat(catchThrowableOfType(Fault.class, () -> check(message, Map.of("use-cases", "a5t1")))
                        .code())
                .isEqualTo(FaultCode.NOT_SUPPORTED);
        assertThat(catchThrowableOfType(
                                Fault.class, () -> check(message, Map.of("use-cases", "a1t1", "conformance", "tkw")))
                        .code())
                .isEqualTo(FaultCode.UNSUPPORTED_USE_CASE);
    }

    @Test
    void single_choices_stand_above_the_conformance() {
        ObjectNode message = Changed.unverified(Messages.validation());
        assertThat(check(message, Map.of("reading.unverified-numbers", "true")).useCase())
                .isEqualTo("a4t1");
        assertThat(catchThrowableOfType(
                        Fault.class,
                        () -> check(message, Map.of("conformance", "tkw", "reading.unverified-numbers", "false"))))
                .isNotNull();
        ObjectNode unranked = Messages.validation();
        contacts(unranked).addObject().put("gender", "male");
        assertThat(check(unranked, Map.of()).useCase()).isEqualTo("a4t1");
        assertThat(catchThrowableOfType(
                        Fault.class, () -> check(unranked, Map.of("reading.ranks-every-contact", "true"))))
                .isNotNull();
    }

    @Test
    void guide_answers_422_to_an_unserved_use_case_and_tkw_400() {
        Fault guide =
                catchThrowableOfType(Fault.class, () -> check(Messages.validation(), Map.of("use-cases", "a1t1")));
        Fault tool = catchThrowableOfType(
                Fault.class, () -> check(Messages.validation(), Map.of("use-cases", "a1t1", "conformance", "tkw")));

        assertThat(guide.code().status()).isEqualTo(422);
        assertThat(tool.code().status()).isEqualTo(400);
    }
}
