package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Differences;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Published;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** Every published message through the door, each alone: what it gets, and why; and each as XML and back. */
@Tag("published")
@GatewayTest
class PublishedMessagesIT {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(PublishedMessagesIT.class);

    private static final String CANCEL_ALONE = "404 not-found: it cancels what was never sent here";
    private static final String UPDATE_ALONE = "404 not-found: it updates what was never sent here";
    private static final String UNASKED = "404 not-found: it answers nothing that was sent from here";
    private static final String NO_USE_CASE = "400 invariant: it carries no use-case category";
    private static final String NO_VERSION = "400 invariant: it carries no meta.versionId";

    /** By a part of the file's name, first match; any other is a new request and gets 200. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("process-message-POST-success", NO_VERSION),
            Map.entry("process-message-response-ValidationRequest", NO_VERSION),
            Map.entry("process-message-request-ValidationRequest", NO_USE_CASE),
            Map.entry("process-message-request-ValidationResponse", NO_USE_CASE),
            Map.entry("BOOKREQ02-Booking-Request-Cancelled__pkg1.31.0", NO_USE_CASE),
            Map.entry("BOOKREQ02-Booking-Request-Cancelled__ig1.12.0", CANCEL_ALONE),
            Map.entry("SERVREQ01", CANCEL_ALONE),
            Map.entry("SERVREQ02", CANCEL_ALONE),
            Map.entry("VALREQ02", UPDATE_ALONE),
            Map.entry("REFREQ8B", UPDATE_ALONE),
            Map.entry("REFREQ8C", UPDATE_ALONE),
            Map.entry("REFREQ8D", UPDATE_ALONE),
            Map.entry("VALRESP01-", "400 invariant: an answer, not a request: it holds two Encounters"),
            Map.entry("VALRESP0", UNASKED),
            Map.entry("REFRESP0", UNASKED));

    /** What is published as a new request; without the answer that goes by the same words. */
    private static final String NEW = "app\\d_(srreq_new_active|bookreq_new_booked)__(?!VALRESP).*";

    private final ProxyClient proxy;
    private final MessageTable table;

    PublishedMessagesIT(@Qualifier("inboundListener") Listener inbound) {
        proxy = ProxyClient.at(inbound.boundPort());
        table = new MessageTable(proxy);
    }

    @Test
    void every_published_message_is_the_same_after_xml_and_back() {
        for (Path file : Published.messages()) {
            JsonNode message = Published.original(file);

            assertThat(FhirXml.read(FhirXml.write(message))).as(file.toString()).isEqualTo(message);
        }
    }

    @Test
    void each_published_new_request_is_taken_and_each_refusal_names_its_element() throws Exception {
        for (Path file : Published.messages()) {
            table.sendToEachReading(file.getFileName().toString(), () -> Published.read(file));
        }
        table.write("published");

        assertThat(table.rows())
                .filteredOn(
                        row -> row.reading().equals("guide") && row.message().matches(NEW))
                .isNotEmpty()
                .noneMatch(MessageTable.Row::isRefused);
        table.refusalsNameTheirElement();
    }

    @Test
    void each_published_booking_of_a_slot_that_was_offered_is_taken() throws Exception {
        List<JsonNode> slots = table.offered();
        for (Path file : Published.messages()) {
            String name = file.getFileName().toString();
            if (name.matches("app\\d_bookreq_new_booked__.*")) {
                table.book(name, () -> Published.read(file), slots);
            }
        }

        table.isTaken();
    }

    @Test
    void each_published_message_gets_the_answer_that_the_standard_has_for_it() throws Exception {
        List<Path> files = Published.messages();
        int accepted = 0;
        for (Path file : files) {
            for (Format format : Format.values()) {
                ObjectNode message = Published.read(file);
                Reply reply = send(format, message);
                String expected = expected(file.getFileName().toString());
                String got = reply.status() == 200 ? "200" : reply.status() + " " + issue(format, reply);
                log.info("| {} | {} | {} | {} |", file.getFileName(), format, got, expected);
                assertThat(got).as(file + " " + reply.body()).isEqualTo(expected.replaceFirst(":.*", ""));
                if (reply.status() == 200) {
                    accepted++;
                    assertThat(Differences.unexpected(message, tree(format, reply)))
                            .as(file + " in " + format)
                            .isEmpty();
                }
            }
        }
        log.info(
                "{} of {} published messages are new requests and were accepted, in JSON and in XML",
                accepted / 2,
                files.size());
        assertThat(accepted).isPositive();
    }

    private Reply send(Format format, ObjectNode message) throws Exception {
        String service = message.toString().contains("|2222222222\",\"receiver") ? "2222222222" : FarSide.EXAMPLES;
        return proxy.to(service)
                .with("Content-Type", format.mediaType())
                .with("Accept", format.mediaType() + "; version=1.0.0")
                .post(format == Format.XML ? FhirXml.write(message) : FhirJson.write(message));
    }

    private static JsonNode tree(Format format, Reply reply) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        return format == Format.XML ? FhirXml.read(body) : FhirJson.read(body);
    }

    private static String issue(Format format, Reply reply) {
        return tree(format, reply).path("issue").path(0).path("code").asText();
    }

    private static String expected(String name) {
        return EXPECTED.entrySet().stream()
                .filter(entry -> name.contains(entry.getKey()))
                .sorted((a, b) -> b.getKey().length() - a.getKey().length())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("200");
    }
}
