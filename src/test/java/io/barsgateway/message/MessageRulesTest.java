package io.barsgateway.message;

import static io.barsgateway.message.RuleRows.NOWHERE;
import static io.barsgateway.message.RuleRows.add;
import static io.barsgateway.message.RuleRows.destination;
import static io.barsgateway.message.RuleRows.header;
import static io.barsgateway.message.RuleRows.organisation;
import static io.barsgateway.message.RuleRows.response;
import static io.barsgateway.message.RuleRows.row;
import static io.barsgateway.message.RuleRows.sender;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Messages;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every message. */
class MessageRulesTest {

    private final RuleRows rules = new RuleRows();

    static Stream<Arguments> envelopes() {
        Map<String, String> own = Map.of("ods-code", "X26");
        return Stream.of(
                row("an id of 255", Messages.validation(), m -> m.put("id", "x".repeat(255)), ""),
                row(
                        "an event in capitals, as any other code",
                        Messages.validation(),
                        m -> ((ObjectNode) header(m).path("eventCoding")).put("code", "SERVICEREQUEST-REQUEST"),
                        ""),
                row("an id of 256", Messages.validation(), m -> m.put("id", "x".repeat(256)), "Bundle.id"),
                row("a blank id", Messages.validation(), m -> m.put("id", "  "), "Bundle.id"),
                row(
                        "a blank version",
                        Messages.validation(),
                        m -> m.withObject("meta").put("versionId", " "),
                        "versionId is missing"),
                row(
                        "a version that is taken",
                        Messages.validation(),
                        Map.of("versions", "1.1.0"),
                        m -> m.withObject("meta").put("versionId", "1.1.0"),
                        ""),
                row(
                        "one that is not",
                        Messages.validation(),
                        Map.of("versions", "1.1.0"),
                        m -> m.withObject("meta").put("versionId", "1.2.0"),
                        "does not take the version"),
                row(
                        "the header second",
                        Messages.validation(),
                        m -> m.withArray("entry")
                                .insert(0, m.path("entry").path(1).deepCopy()),
                        "no other, must be the MessageHeader"),
                row(
                        "two headers",
                        Messages.validation(),
                        m -> add(m, "MessageHeader"),
                        "no other, must be the MessageHeader"),
                row(
                        "an unknown event",
                        Messages.validation(),
                        m -> header(m).withObject("eventCoding").put("code", "x"),
                        "not an event"),
                row(
                        "an unknown reason",
                        Messages.validation(),
                        m -> ((ObjectNode)
                                        header(m).path("reason").path("coding").path(0))
                                .put("code", "renew"),
                        "reason is not new, update or delete"),
                row(
                        "another service",
                        Messages.validation(),
                        m -> destination(m).put("endpoint", Systems.SERVICE_ID + "|1"),
                        "destination.endpoint is not"),
                row(
                        "no service",
                        Messages.validation(),
                        m -> destination(m).remove("endpoint"),
                        "destination.endpoint is missing"),
                row(
                        "a request from ourselves to another",
                        Messages.validation(),
                        m -> {
                            destination(m).put("endpoint", Systems.SERVICE_ID + "|1");
                            header(m).withObject("source").put("endpoint", Systems.SERVICE_ID + "|" + FarSide.ANY);
                        },
                        "destination.endpoint is not"),
                row(
                        "a response with its endpoints not exchanged",
                        response("validation-interim"),
                        m -> {
                            destination(m).put("endpoint", Systems.SERVICE_ID + "|2000099001");
                            header(m).withObject("source").put("endpoint", Systems.SERVICE_ID + "|" + FarSide.ANY);
                        },
                        ""),
                row("our organisation, in lower case", Messages.validation(), own, m -> organisation(m, "x26"), ""),
                row(
                        "another organisation",
                        Messages.validation(),
                        own,
                        m -> organisation(m, "X99"),
                        "another organisation"),
                row(
                        "a response with its organisations not exchanged",
                        response("validation-interim"),
                        own,
                        m -> {
                            organisation(m, "X99");
                            sender(m, "x26");
                        },
                        ""),
                row(
                        "a response of another to another",
                        response("validation-interim"),
                        own,
                        m -> {
                            organisation(m, "X99");
                            sender(m, "X98");
                        },
                        "another organisation"),
                row(
                        "a request of ours to another",
                        Messages.validation(),
                        own,
                        m -> {
                            organisation(m, "X99");
                            sender(m, "X26");
                        },
                        "another organisation"),
                row(
                        "an organisation without code",
                        Messages.validation(),
                        own,
                        m -> organisation(m, "X99").remove("identifier"),
                        ""),
                row(
                        "another, where that does not matter",
                        Messages.validation(),
                        Map.of("ods-code", "X26", "reading.checks-organisation", "false"),
                        m -> organisation(m, "X99"),
                        ""),
                row(
                        "nowhere to answer to",
                        Messages.validation(),
                        m -> header(m).withObject("source").put("endpoint", "x"),
                        "source.endpoint"),
                row(
                        "an unknown definition",
                        Messages.validation(),
                        m -> header(m).put("definition", "urn:x"),
                        "not a BaRS MessageDefinition"),
                row(
                        "a definition with a version",
                        Messages.validation(),
                        m -> header(m)
                                .put("definition", header(m).path("definition").asText() + "|1.0.0"),
                        ""),
                row(
                        "an entry without fullUrl",
                        Messages.validation(),
                        m -> ((ObjectNode) m.path("entry").path(m.path("entry").size() - 3)).put("fullUrl", ""),
                        "fullUrl of its own"),
                row(
                        "a sender that is not there",
                        Messages.validation(),
                        m -> header(m).withObject("sender").put("reference", NOWHERE),
                        "sender and destination.receiver"),
                row(
                        "a receiver that is not there",
                        Messages.validation(),
                        m -> destination(m).withObject("receiver").put("reference", NOWHERE),
                        "sender and destination.receiver"),
                row(
                        "a focus that is not there",
                        Messages.validation(),
                        m -> Changed.focus(NOWHERE, m),
                        "focus must name an entry"),
                row(
                        "an unknown use case",
                        Changed.useCase("a9t9", Messages.validation()),
                        m -> {},
                        "use-case category is missing or unknown"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("envelopes")
    void each_rule_has_its_edge_and_its_words(
            String what, ObjectNode message, Map<String, String> settings, String words) {
        rules.holds(what, message, settings, words);
    }

    @Test
    void the_sender_of_a_response_is_found_in_exchanged_or_unexchanged_endpoints() {
        ObjectNode exchanged = response("validation-interim");
        ObjectNode left = response("validation-interim");
        destination(left).put("endpoint", Systems.SERVICE_ID + "|2000099001");
        header(left).withObject("source").put("endpoint", Systems.SERVICE_ID + "|" + FarSide.ANY);

        assertThat(rules.check(exchanged, Map.of()).source().value()).isEqualTo("2000099001");
        assertThat(rules.check(left, Map.of()).source().value()).isEqualTo("2000099001");
    }

    @Test
    void a_message_knows_what_it_is_about_and_under_which_id() {
        ObjectNode booking = Messages.booking();
        Message checked = rules.check(booking, Map.of());

        assertThat(checked.bundleId()).isEqualTo(booking.path("id").asText());
        assertThat(checked.subject().type()).isEqualTo("Appointment");
        assertThat(rules.check(Messages.referral(), Map.of()).subject().type()).isEqualTo("ServiceRequest");
    }
}
