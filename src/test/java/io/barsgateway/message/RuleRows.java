package io.barsgateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Tenants;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.provider.Arguments;

/** Messages that differ from the samples in one thing, and how a rule is seen to take or refuse them. */
final class RuleRows {

    static final String NOWHERE = "urn:uuid:none";

    private final CheckMessage checkMessage = new CheckMessage(new MessageStandard(Recognition.load()));

    Message check(ObjectNode message, Map<String, String> settings) {
        return checkMessage.check(
                new ParsedMessage(new Original(new byte[0]), Format.JSON, MessageBundle.of(message)),
                Tenants.with(settings));
    }

    static ObjectNode header(ObjectNode message) {
        return MessageBundle.of(message).header();
    }

    static ObjectNode destination(ObjectNode message) {
        return (ObjectNode) header(message).path("destination").path(0);
    }

    static ObjectNode organisation(ObjectNode message, String code) {
        return withCode(message, destination(message).path("receiver"), code);
    }

    static ObjectNode sender(ObjectNode message, String code) {
        return withCode(message, header(message).path("sender"), code);
    }

    private static ObjectNode withCode(ObjectNode message, JsonNode reference, String code) {
        ObjectNode organisation = MessageBundle.of(message)
                .resolve(reference.path("reference").asText())
                .orElseThrow()
                .resource();
        ((ObjectNode) organisation.path("identifier").path(0)).put("value", code);
        return organisation;
    }

    static ObjectNode add(ObjectNode message, String type) {
        ObjectNode entry = message.withArray("entry").addObject();
        entry.put("fullUrl", "urn:uuid:added-" + message.path("entry").size());
        return entry.putObject("resource").put("resourceType", type);
    }

    /** A second resource that says the same. */
    static void again(ObjectNode message, String type) {
        ObjectNode copy = Messages.resource(message, type).deepCopy();
        add(message, type).setAll(copy);
    }

    static ObjectNode verification(ObjectNode message) {
        return (ObjectNode) Messages.resource(message, "Patient")
                .path("identifier")
                .path(0)
                .path("extension")
                .path(0);
    }

    /** A response to a validation of ours, endpoints exchanged. */
    static ObjectNode response(String definition) {
        ObjectNode message = Messages.validation();
        ObjectNode header = header(message);
        Changed.event("servicerequest-response", message);
        header.putObject("response").put("identifier", "asked").put("code", "ok");
        header.put("definition", Systems.DEFINITIONS + "bars-message-servicerequest-response-" + definition);
        ObjectNode ours = Messages.resource(message, "Encounter").deepCopy().put("status", "in-progress");
        ObjectNode entry = message.withArray("entry").addObject().put("fullUrl", "urn:uuid:ours");
        entry.set("resource", ours);
        return Changed.focus("urn:uuid:ours", message);
    }

    static ObjectNode pharmacy() {
        ObjectNode message = Changed.useCase("a5t1", Messages.referral());
        add(message, "Task").put("status", "requested");
        add(message, "Condition");
        return message;
    }

    static ObjectNode broker(int services) {
        ObjectNode message = Changed.useCase("a8t1", Messages.referral());
        Messages.resource(message, "ServiceRequest").withArray("performer").removeAll();
        add(message, "Device");
        Messages.resource(message, "ServiceRequest")
                .withArray("performer")
                .addObject()
                .put(
                        "reference",
                        MessageBundle.of(message).first("Device").orElseThrow().fullUrl());
        for (int i = 1; i < services; i++) {
            add(message, "HealthcareService");
        }
        return message;
    }

    static Arguments row(String what, ObjectNode message, Consumer<ObjectNode> change, String words) {
        return row(what, message, Map.of(), change, words);
    }

    static Arguments row(
            String what, ObjectNode message, Map<String, String> settings, Consumer<ObjectNode> change, String words) {
        change.accept(message);
        return Arguments.of(what, message, settings, words);
    }

    /** Passes where no words are due; else it is refused with these and its element, and with nothing else. */
    void holds(String what, ObjectNode message, Map<String, String> settings, String words) {
        if (words.isEmpty()) {
            assertThat(check(message, settings).tenant().name()).isEqualTo("Example");
            return;
        }
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> check(message, settings))
                .satisfies(fault -> assertThat(fault.issues())
                        .as(what)
                        .singleElement()
                        .extracting(Issue::diagnostics)
                        .asString()
                        .contains(words)
                        .containsPattern("\\b[A-Z][A-Za-z]+\\.[a-z]"));
    }
}
