package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
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
import java.util.concurrent.Callable;

/** What became of many messages, each sent alone: a row for each, written to {@code target/messages-*.md}. */
final class MessageTable {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(MessageTable.class);

    /** A service of each reading, by its name. */
    static final Map<String, String> READINGS = new TreeMap<>(Map.of("guide", FarSide.ANY, "tkw", FarSide.TOOL_ANY));

    private final ProxyClient proxy;
    private final List<Row> rows = new ArrayList<>();

    MessageTable(ProxyClient proxy) {
        this.proxy = proxy;
    }

    record Row(String message, String reading, Format format, int status, List<String> reasons) {

        boolean isRefused() {
            return status != 200;
        }

        private String line() {
            return "| %s | %s | %s | %d | %s |"
                    .formatted(
                            message,
                            reading,
                            format,
                            status,
                            String.join("; ", reasons).replace("|", "\\|"));
        }
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    void send(String name, String reading, String service, Format format, ObjectNode message) throws Exception {
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
        rows.add(new Row(name, reading, format, reply.status(), reasons));
    }

    /** Each time anew, in both formats and to a service of each reading. */
    void sendToEachReading(String name, Callable<ObjectNode> message) throws Exception {
        for (Map.Entry<String, String> reading : READINGS.entrySet()) {
            for (Format format : Format.values()) {
                send(
                        name,
                        reading.getKey(),
                        reading.getValue(),
                        format,
                        Messages.to(reading.getValue(), message.call()));
            }
        }
    }

    /** Each time anew, in both formats, for the next of those slots. */
    void book(String name, Callable<ObjectNode> booking, List<JsonNode> slots) throws Exception {
        for (Format format : Format.values()) {
            ObjectNode message = Messages.of(slots.remove(0), booking.call());
            send(name, "guide, with a diary", FarSide.SLOTTED, format, Messages.to(FarSide.SLOTTED, message));
        }
    }

    /** Something was sent, and all of it was taken. */
    void isTaken() {
        assertThat(rows).isNotEmpty().noneMatch(Row::isRefused);
    }

    /** What was refused was refused for a reason that names an element, and never by an accident of ours. */
    void refusalsNameTheirElement() {
        assertThat(rows).filteredOn(Row::isRefused).allSatisfy(row -> assertThat(row.reasons())
                .isNotEmpty()
                .allMatch(reason -> reason.matches(VariationsCheck.ELEMENT)));
        assertThat(rows).noneMatch(row -> row.status() >= 500);
    }

    void write(String part) throws IOException {
        long taken = rows.stream().filter(row -> !row.isRefused()).count();
        List<String> lines = new ArrayList<>();
        lines.add("%s: %d sent, %d taken, %d refused".formatted(part, rows.size(), taken, rows.size() - taken));
        log.info(lines.get(0));
        lines.add("| message | reading | format | status | why |");
        lines.add("|---|---|---|---|---|");
        rows.forEach(row -> lines.add(row.line()));
        Files.write(Path.of("target").resolve("messages-" + part + ".md"), lines);
    }

    /** The slots that the service with a diary offers today. */
    List<JsonNode> offered() throws Exception {
        Instant from = Instant.now();
        Reply reply = proxy.to(FarSide.SLOTTED)
                .call(
                        "GET",
                        "/Slot?Schedule.actor:HealthcareService=" + FarSide.SLOTTED + "&status=free&start=ge" + from
                                + "&start=le" + from.plus(Duration.ofDays(1))
                                + "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService",
                        new byte[0]);
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
        List<JsonNode> slots = new ArrayList<>();
        reply.json().path("entry").forEach(entry -> {
            if (entry.path("resource").path("resourceType").asText().equals("Slot")) {
                slots.add(entry.path("resource"));
            }
        });
        return slots;
    }
}
