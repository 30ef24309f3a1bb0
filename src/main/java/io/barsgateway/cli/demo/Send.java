package io.barsgateway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Home;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars send}: plays the BaRS API Proxy. */
@Command(
        name = "send",
        description = {
            "Posts messages to the gateway over TLS-MA as the BaRS API Proxy does, each under ids of its own.",
            "FILE may also be the name of a sample that comes with the gateway, for example validation-request.",
            "Exit 0 when every one was answered 2xx (or 409 duplicate on a retry)."
        })
public final class Send implements Callable<Integer> {

    private static final String EXAMPLE_SERVICE = "https://fhir.nhs.uk/Id/dos-service-id|2000099999";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "BaRS messages, FHIR JSON or XML")
    private List<Path> files = List.of();

    @Option(names = "--to", description = "Base URL of the gateway (default: the last up)")
    private Optional<String> to = Optional.empty();

    @Option(names = "--repeat", description = "How often each file is sent (default: ${DEFAULT-VALUE})")
    private int repeat = 1;

    @Option(names = "--home", description = "Home whose proxy certificate is presented (default: .bars)")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = "--correlation-id",
            description = "Conversation that the messages belong to (default: a new one each)")
    private Optional<String> correlationId = Optional.empty();

    @Option(
            names = "--patience",
            description =
                    "Seconds for which a message without an answer, or told to retry, is sent again under the same ids")
    private int patience;

    @Option(names = "--quiet", description = "Status, X-Request-Id and file only, for scripts")
    private boolean quiet;

    @Option(names = "--full", description = "The whole answer too, headers and body")
    private boolean full;

    /** A message as it will go out, as often as it takes. */
    private record Attempt(HttpRequest request, String requestId) {}

    @Override
    public Integer call() throws Exception {
        Home chosen = Home.at(home);
        String base = to.isPresent()
                ? to.get()
                : chosen.up("gateway")
                        .orElseThrow(() -> new IllegalArgumentException("no gateway was started in " + chosen.folder()
                                + "; run bars up, or name one with --to"));
        LocalPki pki = new LocalPki(chosen.folder().resolve("pki"));
        if (!Files.exists(pki.key("proxy"))) {
            throw new IllegalArgumentException(
                    chosen.folder() + " holds no proxy certificate; run bars up with that --home");
        }
        HttpClient http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(ClientTls.context(Certificates.read(pki.root()), pki.material("proxy")))
                .build();
        boolean allTaken = true;
        for (Path file : files) {
            for (int i = 0; i < repeat; i++) {
                allTaken &= send(http, attempt(base, file), file);
            }
        }
        return allTaken ? 0 : 1;
    }

    private boolean send(HttpClient http, Attempt attempt, Path file) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
        for (int tries = 1; ; tries++) {
            String failure;
            try {
                HttpResponse<String> response = http.send(attempt.request(), BodyHandlers.ofString());
                boolean taken = response.statusCode() / 100 == 2
                        || (tries > 1
                                && response.statusCode() == 409
                                && response.body().contains("duplicate"));
                boolean again = List.of(408, 425, 429, 503).contains(response.statusCode());
                if (taken || !again || System.nanoTime() > end) {
                    print(response, attempt, file);
                    return taken;
                }
                failure = "status " + response.statusCode();
            } catch (IOException e) {
                failure = String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
            if (System.nanoTime() > end) {
                System.out.println("--- " + attempt.requestId() + " no answer: " + failure);
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void print(HttpResponse<String> response, Attempt attempt, Path file) {
        if (quiet) {
            System.out.println(response.statusCode() + " " + attempt.requestId() + " " + file.getFileName());
            return;
        }
        System.out.println(AnswerInWords.of(response.statusCode(), response.body()));
        System.out.println("  " + file.getFileName() + ", X-Request-Id " + attempt.requestId());
        if (full) {
            response.headers()
                    .map()
                    .forEach((name, values) -> System.out.println(name + ": " + String.join(", ", values)));
            System.out.println();
            System.out.println(response.body());
        }
    }

    /** The file of that name, else the sample. */
    private static byte[] read(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readAllBytes(file);
        }
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        try (InputStream sample = Send.class.getResourceAsStream("/samples/" + name + ".json")) {
            if (sample == null) {
                throw new IllegalArgumentException(
                        file
                                + " does not exist, and no sample has that name; samples that can be sent: validation-request, referral-request, booking-request");
            }
            return sample.readAllBytes();
        }
    }

    private Attempt attempt(String base, Path file) throws IOException {
        byte[] bytes = read(file);
        Format format = bytes.length > 0
                        && new String(bytes, StandardCharsets.UTF_8)
                                .stripLeading()
                                .startsWith("<")
                ? Format.XML
                : Format.JSON;
        JsonNode message = format == Format.XML ? FhirXml.read(bytes) : FhirJson.read(bytes);
        if (message instanceof ObjectNode bundle) {
            bundle.put("id", UUID.randomUUID().toString());
        }
        byte[] body = format == Format.XML ? FhirXml.write(message) : FhirJson.write(message);
        String requestId = UUID.randomUUID().toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/$process-message"))
                .timeout(Duration.ofSeconds(32))
                .header("Content-Type", format.mediaType())
                .header("Accept", format.mediaType() + "; version=1.0.0")
                .header("X-Request-Id", requestId)
                .header("X-Correlation-Id", correlationId.orElseGet(() -> UUID.randomUUID()
                        .toString()))
                .header("NHSD-Target-Identifier", target(message))
                .header(
                        "NHSD-End-User-Organisation",
                        base64("{\"resourceType\":\"Organization\",\"identifier\":[{"
                                + "\"system\":\"https://fhir.nhs.uk/Id/ods-organization-code\",\"value\":\"X27\"}],"
                                + "\"name\":\"Example ambulance trust\"}"))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return new Attempt(request, requestId);
    }

    /** The service that the message itself says it is for. */
    private static String target(JsonNode message) {
        String endpoint = message.path("entry")
                .path(0)
                .path("resource")
                .path("destination")
                .path(0)
                .path("endpoint")
                .asText(EXAMPLE_SERVICE);
        String service = endpoint.contains("|") ? endpoint : EXAMPLE_SERVICE;
        int bar = service.indexOf('|');
        return base64(
                "{\"system\":\"" + service.substring(0, bar) + "\",\"value\":\"" + service.substring(bar + 1) + "\"}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
