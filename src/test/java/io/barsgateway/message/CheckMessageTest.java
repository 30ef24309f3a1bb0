package io.barsgateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.Coded;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.receive.service.Tenant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckMessageTest {

    private static final Tenant ANY = Tenants.any();

    private final CheckMessage checkMessage = new CheckMessage(new MessageStandard(Recognition.load()));

    private Message check(ObjectNode message) {
        return checkMessage.check(
                new ParsedMessage(new Original(new byte[0]), Format.JSON, MessageBundle.of(message)), ANY);
    }

    @Test
    void a_validation_and_a_referral_are_told_apart() {
        assertThat(check(Messages.validation()).meaning()).isEqualTo(Meaning.NEW_VALIDATION);
        assertThat(check(Messages.referral()).meaning()).isEqualTo(Meaning.NEW_REFERRAL);
    }

    @Test
    void use_cases_are_known_in_any_case_and_wherever_their_coding_stands() {
        ObjectNode message = Messages.validation();
        ArrayNode codings = categories(message);
        codings.add(((ObjectNode) codings.remove(1)).put("code", "A4T1"));
        codings.add(codings.remove(0));

        assertThat(check(message).useCase()).isEqualTo("a4t1");
    }

    private static Arguments wrong(String what, FaultCode code, Consumer<ObjectNode> change) {
        return Arguments.of(what, code, change);
    }

    private static ObjectNode header(ObjectNode message) {
        return MessageBundle.of(message).header();
    }

    /** The codings by which the standard tells a referral from a validation, and the use case. */
    private static ArrayNode categories(ObjectNode message) {
        return (ArrayNode) Messages.resource(message, "ServiceRequest")
                .path("category")
                .path(0)
                .path("coding");
    }

    /** The rank of the first contact of the patient. */
    private static ObjectNode firstRank(ObjectNode message) {
        return (ObjectNode) Messages.resource(message, "Patient")
                .path("contact")
                .path(0)
                .path("extension")
                .path(0);
    }

    /** The third entry takes the name of the second one. */
    private static void nameTwoEntriesAlike(ObjectNode message) {
        JsonNode entries = message.path("entry");
        ((ObjectNode) entries.path(2)).set("fullUrl", entries.path(1).path("fullUrl"));
    }

    static Stream<Arguments> wrongMessages() {
        return Stream.of(
                wrong("no Bundle.id", FaultCode.INVARIANT, m -> m.remove("id")),
                wrong("no versionId", FaultCode.INVARIANT, m -> ((ObjectNode) m.path("meta")).remove("versionId")),
                wrong("unknown event", FaultCode.INVARIANT, m -> Changed.event("booking-response", m)),
                wrong("event of another system", FaultCode.INVARIANT, m -> ((ObjectNode)
                                header(m).path("eventCoding"))
                        .put("system", "urn:other")),
                wrong("unknown reason", FaultCode.INVARIANT, m -> Changed.reason("renew", m)),
                wrong("another service", FaultCode.INVARIANT, m -> Changed.target(Systems.SERVICE_ID + "|1", m)),
                wrong("nowhere to answer to", FaultCode.INVARIANT, m -> Changed.source("https://example.org", m)),
                wrong("bespoke definition", FaultCode.INVARIANT, m -> header(m).put("definition", "urn:bespoke")),
                wrong("definition of another message", FaultCode.INVARIANT, m -> header(m)
                        .put("definition", Systems.DEFINITIONS + "bars-message-booking-request")),
                wrong("sender not in the Bundle", FaultCode.INVARIANT, m -> ((ObjectNode)
                                header(m).path("sender"))
                        .put("reference", "urn:uuid:none")),
                wrong("focus not in the Bundle", FaultCode.INVARIANT, m -> Changed.focus("urn:uuid:none", m)),
                wrong("two entries of one name", FaultCode.INVARIANT, CheckMessageTest::nameTwoEntriesAlike),
                wrong("unknown use case", FaultCode.INVARIANT, m -> Changed.useCase("a9t9", m)),
                wrong("CarePlan not active", FaultCode.INVARIANT, m -> Messages.resource(m, "CarePlan")
                        .put("status", "completed")),
                wrong("Encounter planned", FaultCode.INVARIANT, m -> Messages.resource(m, "Encounter")
                        .put("status", "planned")),
                wrong("ServiceRequest a draft", FaultCode.INVARIANT, m -> Messages.resource(m, "ServiceRequest")
                        .put("status", "draft")),
                wrong("no Location", FaultCode.INVARIANT, m -> Messages.resource(m, "Location")
                        .put("resourceType", "Basic")),
                wrong("a reference to nowhere", FaultCode.INVARIANT, m -> ((ObjectNode)
                                Messages.resource(m, "ServiceRequest").path("subject"))
                        .put("reference", "urn:uuid:none")),
                wrong("no first contact", FaultCode.INVARIANT, m -> firstRank(m).put("valuePositiveInt", 2)),
                wrong("consent to something else", FaultCode.INVARIANT, m -> Coded.coding(
                                Messages.resource(m, "Consent").path("category"))
                        .put("code", "RSR")),
                wrong("a response that answers nothing", FaultCode.INVARIANT, m -> {
                    Changed.event("servicerequest-response", m);
                    Messages.resource(m, "Encounter").put("status", "in-progress");
                }),
                wrong("a status that is a list", FaultCode.INVALID, m -> Messages.resource(m, "ServiceRequest")
                        .putArray("status")
                        .add("active")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongMessages")
    void a_wrong_message_is_refused_with_its_code(String what, FaultCode code, Consumer<ObjectNode> change) {
        ObjectNode message = Messages.validation();
        change.accept(message);

        Fault fault = catchThrowableOfType(Fault.class, () -> check(message));

        assertThat(fault).as(what).isNotNull();
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.diagnostics()).isNotBlank().doesNotContain("Sampleton");
    }

    @Test
    void a_cancel_is_known_by_its_status_whatever_its_reason() {
        for (String reason : List.of("update", "delete", "new")) {
            ObjectNode cancel = Changed.reason(reason, Messages.validation());
            Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
            assertThat(check(cancel).meaning()).isEqualTo(Meaning.CANCEL);
        }
    }
}
