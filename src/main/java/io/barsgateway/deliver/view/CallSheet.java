package io.barsgateway.deliver.view;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Original;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;

/**
 * What somebody needs who must act on a case without its local system: what to beware of, and whom to call. Read as the view reads it.
 *
 * @param scene safe, unsafe or unknown
 * @param safeguarding whether a safeguarding concern is raised
 * @param contact whom to call first: name, relationship and phones; empty where the message names nobody
 * @param patient name, NHS number, birth date and phones
 */
public record CallSheet(String scene, boolean safeguarding, ObjectNode contact, ObjectNode patient) {

    /** Of a case, FHIR JSON. What cannot be read is left out. */
    public static CallSheet of(Original content) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        try {
            IParser parser = FhirContext.forR4Cached().newJsonParser();
            // As the view is read: one value that is wrong must not hide all others
            parser.setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
            Bundle message = parser.parseResource(Bundle.class, new String(content.bytes(), StandardCharsets.UTF_8));
            CarriedElements carried = new CarriedElements();
            ViewWriter writer = new ViewWriter(carried);
            Entries entries = new Entries(message, carried);
            new SafetyPart(writer, entries).write(view);
            new PatientPart(writer, entries, new Particulars(writer, entries)).write(view);
        } catch (DataFormatException unreadable) {
            view.put("scene", "unknown");
        }
        JsonNode first = view.path("contacts").path(0);
        JsonNode patient = view.path("patient");
        return new CallSheet(
                view.path("scene").asText(),
                view.path("safeguarding").asBoolean(),
                person(first)
                        .put(
                                "relationship",
                                first.path("relationships")
                                        .path(0)
                                        .findPath("display")
                                        .asText()),
                person(patient)
                        .put("nhsNumber", patient.path("nhsNumber").asText())
                        .put("birthDate", patient.path("birthDate").asText()));
    }

    private static ObjectNode person(JsonNode node) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.put("name", name(node.path("name")));
        person.set(
                "phones", node.path("phones").isArray() ? node.path("phones") : JsonNodeFactory.instance.arrayNode());
        return person;
    }

    private static String name(JsonNode name) {
        return Optional.of(name.path("text").asText())
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> Stream.concat(
                                name.path("given").valueStream().map(JsonNode::asText),
                                Stream.of(name.path("family").asText()))
                        .collect(Collectors.joining(" "))
                        .strip());
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "CallSheet " + scene;
    }
}
