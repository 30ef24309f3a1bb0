package io.barsgateway.message;

import static io.barsgateway.message.RuleRows.again;
import static io.barsgateway.message.RuleRows.broker;
import static io.barsgateway.message.RuleRows.pharmacy;
import static io.barsgateway.message.RuleRows.row;
import static io.barsgateway.message.RuleRows.verification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.Messages;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What care rests on, at its edges. */
class CareRulesEdgeTest {

    private static final Map<String, String> NEEDS_PLACE = Map.of("reading.needs-place", "true");

    private final RuleRows rules = new RuleRows();

    static Stream<Arguments> care() {
        ObjectNode nobody = JsonNodeFactory.instance.objectNode();
        return Stream.of(
                row(
                        "a place by its position",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> place(m).putObject("position").put("latitude", 51.5),
                        ""),
                row(
                        "by a street",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> place(m).putObject("address").putArray("line").add("1 Example Row"),
                        ""),
                row(
                        "by a postcode",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> place(m).putObject("address").put("postalCode", "ZZ99 3WZ"),
                        ""),
                row(
                        "by words",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> place(m).putObject("address").put("text", "Behind the church"),
                        ""),
                row(
                        "by a town alone",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> place(m).putObject("address").put("city", "Exampleton"),
                        "must say where"),
                row(
                        "an empty extension",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> place(m).putArray("extension")
                                .addObject()
                                .put("url", "https://fhir.nhs.uk/StructureDefinition/LocationExtension"),
                        "must say where"),
                row("a part without value", Messages.validation(), NEEDS_PLACE, m -> part(m, "UPRN"), "must say where"),
                row(
                        "a blank part",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> part(m, "UPRN").put("valueString", " "),
                        "must say where"),
                row(
                        "an accuracy alone",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> part(m, "accuracy").put("valueString", "10"),
                        "must say where"),
                row(
                        "three words",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> part(m, "what3words").put("valueString", "one.two.three"),
                        ""),
                row(
                        "another extension",
                        Messages.validation(),
                        NEEDS_PLACE,
                        m -> place(m).putArray("extension")
                                .addObject()
                                .put("url", "https://example.org/x")
                                .putArray("extension")
                                .add(nobody),
                        "must say where"),
                row(
                        "two flags of the scene",
                        Messages.validation(),
                        m -> again(m, "Flag"),
                        "whether the scene is safe"),
                row("a pharmacy referral", pharmacy(), m -> {}, ""),
                row("a broker's", broker(20), m -> {}, ""),
                row("one to too many services", broker(21), m -> {}, "at most 20 HealthcareServices"),
                row(
                        "one to somebody else",
                        broker(1),
                        m -> ((ObjectNode) Messages.resource(m, "ServiceRequest")
                                        .path("performer")
                                        .path(0))
                                .put(
                                        "reference",
                                        MessageBundle.of(m)
                                                .first("HealthcareService")
                                                .orElseThrow()
                                                .fullUrl()),
                        "broker's Device"),
                row(
                        "one about an unverified patient",
                        broker(1),
                        m -> Messages.resource(m, "Patient").remove("identifier"),
                        "needs a verified NHS number"),
                row(
                        "an unverified number",
                        Messages.validation(),
                        m -> verification(m).put("url", "https://example.org/other"),
                        "must be verified or traced"),
                row(
                        "a local number beside it",
                        Messages.validation(),
                        m -> ((ArrayNode) Messages.resource(m, "Patient").path("identifier"))
                                .addObject()
                                .put("system", "https://example.org/Id/hospital")
                                .put("value", "1"),
                        ""),
                row(
                        "no number at all",
                        Messages.validation(),
                        m -> Messages.resource(m, "Patient").remove("identifier"),
                        ""),
                row(
                        "a contact without rank",
                        Messages.validation(),
                        m -> ((ArrayNode) Messages.resource(m, "Patient").path("contact")).addObject(),
                        ""),
                row(
                        "one, where each must have it",
                        Messages.validation(),
                        Map.of("reading.ranks-every-contact", "true"),
                        m -> ((ArrayNode) Messages.resource(m, "Patient").path("contact")).addObject(),
                        "must have a contact rank"),
                row(
                        "help that is named",
                        Changed.useCase("a6t2", Messages.validationAsReferral()),
                        m -> ((ObjectNode) Messages.resource(m, "ServiceRequest")
                                        .path("category")
                                        .path(0))
                                .put("text", "Two crews"),
                        ""),
                row("a booking of its slot", Messages.booking(), m -> {}, ""),
                row(
                        "of something else",
                        Messages.booking(),
                        m -> ((ObjectNode) Messages.resource(m, "Appointment")
                                        .path("slot")
                                        .path(0))
                                .put(
                                        "reference",
                                        MessageBundle.of(m)
                                                .first("Schedule")
                                                .orElseThrow()
                                                .fullUrl()),
                        "must name the Slot"));
    }

    private static ObjectNode place(ObjectNode message) {
        return Messages.resource(message, "Location").remove(List.of("extension", "address", "position"));
    }

    /** Of an extension that is all that says where. */
    private static ObjectNode part(ObjectNode message, String url) {
        return place(message)
                .putArray("extension")
                .addObject()
                .put("url", "https://fhir.nhs.uk/StructureDefinition/LocationExtension")
                .putArray("extension")
                .addObject()
                .put("url", url);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("care")
    void each_rule_has_its_edge_and_its_words(
            String what, ObjectNode message, Map<String, String> settings, String words) {
        rules.holds(what, message, settings, words);
    }
}
