package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Differences;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.StrictReader;
import io.barsgateway.fixture.Variation;
import io.barsgateway.fixture.Variations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages varied one by one, sent through the door, and what each came to beside what the standard asks for. */
final class VariationsCheck {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(VariationsCheck.class);

    private static final long SEED = 20261126;
    private static final Path TABLE = Path.of("target", "variations.md");

    /** An element, as Patient.contact or $.entry[0]. */
    static final String ELEMENT = "(?s).*(\\b[A-Z][A-Za-z]+|\\$)\\.[a-z_].*";

    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;
    private final Map<Refusal, Set<String>> refused = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int tried;
    private int taken;

    VariationsCheck(Listener inbound, Listener local, JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.jdbc = jdbc;
        FarSide.CATALOGUE.gatewayAt("https://localhost:" + inbound.boundPort());
    }

    /** One message to be sent. */
    private record Attempt(VariedMessage message, String service, Variation variation, Format format) {

        @Override
        public String toString() {
            return message + " to " + service + " in " + format + ": " + variation;
        }
    }

    /** @param most as many as are tried, drawn from all by the seed */
    void run(int most) throws Exception {
        List<Attempt> attempts = new ArrayList<>();
        for (String service : List.of(FarSide.ANY, FarSide.TOOL_ANY)) {
            for (VariedMessage message : VariedMessage.all(service, proxy, local, jdbc)) {
                for (Variation variation : Variations.of(message.next())) {
                    // Each variation in JSON to one service, in XML to the other
                    Format format =
                            (attempts.size() % 2 == 0) == service.equals(FarSide.ANY) ? Format.JSON : Format.XML;
                    attempts.add(new Attempt(message, service, variation, format));
                }
            }
        }
        int all = attempts.size();
        Collections.shuffle(attempts, new Random(SEED));
        for (Attempt attempt : attempts.subList(0, Math.min(most, all))) {
            attempt(attempt);
        }
        report(all);
        assertThat(wrong).isEmpty();
    }

    private void attempt(Attempt attempt) throws Exception {
        ObjectNode message = attempt.variation().of(attempt.message().next());
        boolean isFhir = StrictReader.isFhir(message);
        // What is not FHIR any more has no XML form to be valid
        Format format = isFhir ? attempt.format() : Format.JSON;
        Reply reply;
        try {
            reply = proxy.to(attempt.service())
                    .with("Content-Type", format.mediaType())
                    .with("Accept", format.mediaType() + "; version=1.0.0")
                    .post(format == Format.XML ? FhirXml.write(message) : FhirJson.write(message));
        } catch (AssertionError invalid) {
            wrong.add(attempt + " is answered by no valid XML: "
                    + invalid.getMessage().lines().findFirst().orElse(""));
            return;
        }
        tried++;
        if (isFhir || reply.status() != 200) {
            try {
                StrictReader.read(format, reply.body());
            } catch (DataFormatException e) {
                wrong.add(attempt + " is answered by what cannot be read: " + e.getMessage());
            }
        }
        if (reply.status() == 200) {
            taken++;
            accepted(attempt, message, tree(format, reply));
        } else {
            refused(attempt, reply.status(), tree(format, reply));
        }
    }

    private void accepted(Attempt attempt, ObjectNode message, JsonNode answer) {
        if (attempt.message().opensCase()) {
            Differences.unexpected(message, answer).forEach(path -> wrong.add(attempt + " is changed at " + path));
        }
    }

    private void refused(Attempt attempt, int status, JsonNode outcome) {
        for (JsonNode issue : outcome.path("issue")) {
            String diagnostics = issue.path("diagnostics").asText();
            String told = status + " " + issue.path("code").asText() + " " + diagnostics;
            Optional<Refusal> known = Refusal.of(status, issue.path("code").asText(), diagnostics);
            if (known.isEmpty()) {
                wrong.add(attempt + " is refused, and no standard asks for it: " + told);
            } else {
                refused.computeIfAbsent(known.get(), refusal -> new TreeSet<>()).add(attempt.toString());
            }
            if (!diagnostics.matches(ELEMENT)) {
                wrong.add(attempt + " is refused without its element: " + told);
            }
        }
    }

    private static JsonNode tree(Format format, Reply reply) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        return format == Format.XML ? FhirXml.read(body) : FhirJson.read(body);
    }

    private void report(int all) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("%d of %d variations tried, drawn with the seed %d: %d accepted, %d refused, %d wrong"
                .formatted(tried, all, SEED, taken, tried - taken, wrong.size()));
        lines.add("| refused for | times | what the standard asks for | source |");
        lines.add("|---|---|---|---|");
        refused.forEach((refusal, attempts) -> lines.add(
                "| %s | %d | %s | %s |".formatted(refusal, attempts.size(), refusal.sentence(), refusal.source())));
        lines.forEach(log::info);
        wrong.forEach(log::info);
        refused.forEach((refusal, attempts) -> {
            lines.add("## " + refusal);
            attempts.forEach(attempt -> lines.add("- " + attempt));
        });
        Files.write(TABLE, lines);
    }
}
