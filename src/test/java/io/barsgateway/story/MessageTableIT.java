package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Published;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every message that we know, in both formats and both readings: {@code target/messages-*.md}. */
@GatewayTest
class MessageTableIT {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(MessageTableIT.class);

    private static final Path FOLDER = Path.of("target");

    /** What is published as a new request; without the answer that goes by the same words. */
    private static final String NEW = "app\\d_(srreq_new_active|bookreq_new_booked)__(?!VALRESP).*";

    private static final Map<String, String> READINGS = Map.of("guide", FarSide.ANY, "tkw", FarSide.TOOL_ANY);

    private final List<Row> rows = new ArrayList<>();
    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;

    MessageTableIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
        FarSide.CATALOGUE.gatewayAt("https://localhost:" + inbound.boundPort());
    }

    private record Row(String file, String reading, Format format, int status, List<String> reasons) {

        boolean isRefused() {
            return status != 200;
        }

        String line() {
            return "| %s | %s | %s | %d | %s |"
                    .formatted(
                            file,
                            reading,
                            format,
                            status,
                            String.join("; ", reasons).replace("|", "\\|"));
        }
    }

    @AfterEach
    void behave() {
        FarSide.CATALOGUE.gatewayAt("");
    }

    @Test
    void our_own_messages_are_taken_in_both_formats_and_both_readings() throws Exception {
        for (Map.Entry<String, String> reading : new TreeMap<>(READINGS).entrySet()) {
            for (VariedMessage message : VariedMessage.all(reading.getValue(), proxy, local, jdbc)) {
                for (Format format : Format.values()) {
                    send(message.name(), reading.getKey(), reading.getValue(), format, message.next());
                }
            }
        }
        write("own");

        assertThat(rows).noneMatch(Row::isRefused);
    }

    @Test
    void each_published_new_request_is_taken_and_each_refusal_names_its_element() throws Exception {
        for (Path file : Published.messages()) {
            for (Map.Entry<String, String> reading : new TreeMap<>(READINGS).entrySet()) {
                for (Format format : Format.values()) {
                    ObjectNode message = Messages.to(reading.getValue(), Published.read(file));
                    send(file.getFileName().toString(), reading.getKey(), reading.getValue(), format, message);
                }
            }
        }
        write("published");

        assertThat(rows)
                .filteredOn(row -> row.reading().equals("guide") && row.file().matches(NEW))
                .isNotEmpty()
                .noneMatch(Row::isRefused);
        assertThat(rows).filteredOn(Row::isRefused).allSatisfy(row -> assertThat(row.reasons())
                .isNotEmpty()
                .allMatch(reason -> reason.matches(VariationsCheck.ELEMENT)));
        assertThat(rows).noneMatch(row -> row.status() >= 500);
    }

    @Test
    void each_published_booking_of_a_slot_that_was_offered_is_taken() throws Exception {
        List<JsonNode> slots = offered();
        for (Path file : Published.messages()) {
            if (!file.getFileName().toString().matches("app\\d_bookreq_new_booked__.*")) {
                continue;
            }
            for (Format format : Format.values()) {
                ObjectNode booking = Messages.of(slots.remove(0), Published.read(file));
                send(
                        file.getFileName().toString(),
                        "guide, with a diary",
                        FarSide.SLOTTED,
                        format,
                        Messages.to(FarSide.SLOTTED, booking));
            }
        }
        write("diary");

        assertThat(rows).isNotEmpty().noneMatch(Row::isRefused);
    }

    private List<JsonNode> offered() throws Exception {
        Instant from = Instant.now();
        Reply reply = proxy.to(FarSide.SLOTTED)
                .call(
                        "GET",
                        "/Slot?Schedule.actor:HealthcareService=" + FarSide.SLOTTED + "&status=free&start=ge" + from
                                + "&start=le" + from.plus(Duration.ofDays(1))
                                + "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService",
                        new byte[0]);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<JsonNode> slots = new ArrayList<>();
        reply.json().path("entry").forEach(entry -> {
            if (entry.path("resource").path("resourceType").asText().equals("Slot")) {
                slots.add(entry.path("resource"));
            }
        });
        return slots;
    }

    private void send(String file, String reading, String service, Format format, ObjectNode message) throws Exception {
        Reply reply = proxy.to(service)
                .with("Content-Type", format.mediaType())
                .with("Accept", format.mediaType() + "; version=1.0.0")
                .post(format == Format.XML ? FhirXml.write(message) : FhirJson.write(message));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        JsonNode answer = format == Format.XML ? FhirXml.read(body) : FhirJson.read(body);
        List<String> reasons = new ArrayList<>();
        answer.path("issue")
                .forEach(issue -> reasons.add(issue.path("code").asText() + " "
                        + issue.path("diagnostics").asText()));
        rows.add(new Row(file, reading, format, reply.status(), reasons));
    }

    private void write(String part) throws IOException {
        long taken = rows.stream().filter(row -> !row.isRefused()).count();
        List<String> lines = new ArrayList<>();
        lines.add("%s: %d sent, %d taken, %d refused".formatted(part, rows.size(), taken, rows.size() - taken));
        log.info(lines.get(0));
        lines.add("| message | reading | format | status | why |");
        lines.add("|---|---|---|---|---|");
        rows.forEach(row -> lines.add(row.line()));
        Files.write(FOLDER.resolve("messages-" + part + ".md"), lines);
    }
}
