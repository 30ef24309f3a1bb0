package io.barsgateway.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Posts to the local side of a gateway as a local system does, and asks it what became of a request. */
record LocalPost(HttpClient http, String base, Optional<Path> tokenFile) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TRIES = 50;
    private static final int PAUSE_MILLIS = 200;

    /** Under an Idempotency-Key of its own. */
    HttpResponse<String> post(Door door, byte[] body) throws IOException, InterruptedException {
        return http.send(
                request(door.path())
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
        if (tokenFile.isPresent()) {
            String token = Files.readString(tokenFile.get())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    /** What the answer says, in a line; a refusal with each field and what is wrong with it. */
    static String words(HttpResponse<String> answer) {
        JsonNode body = json(answer.body());
        if (answer.statusCode() == 202) {
            return "202 held, reference " + body.path("reference").asText();
        }
        StringJoiner problems = new StringJoiner("\n  ");
        body.path("errors")
                .forEach(error -> problems.add(error.path("field").asText() + " "
                        + error.path("message").asText()));
        return answer.statusCode() + " refused: " + problems;
    }

    /** The reference that the answer gives; empty where it was refused. */
    static Optional<String> reference(HttpResponse<String> answer) {
        return answer.statusCode() == 202
                ? Optional.of(json(answer.body()).path("reference").asText())
                : Optional.empty();
    }

    /** What the other organisation made of the last message of a case, once it has answered; for ten seconds. */
    Fate fate(String reference) throws IOException, InterruptedException {
        JsonNode last = report(reference);
        for (int tries = 0; tries < TRIES && state(last).matches("|held|waiting"); tries++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            last = report(reference);
        }
        String ask = "GET " + base + "/messages?reference=" + reference;
        return switch (state(last)) {
            case "accepted" ->
                new Fate(
                        true,
                        "the other organisation accepted it as "
                                + last.path("resource").asText());
            case "refused" ->
                new Fate(
                        false,
                        "the other organisation refused it: "
                                + newest(last).path("reason").asText());
            case "waiting" ->
                new Fate(true, "it waits, " + newest(last).path("reason").asText() + "; ask again: " + ask);
            default -> new Fate(true, "no answer to it yet; ask again: " + ask);
        };
    }

    /** @param good whether it was not refused */
    record Fate(boolean good, String words) {}

    private JsonNode report(String reference) throws IOException, InterruptedException {
        return json(http.send(request("/messages?reference=" + reference).build(), BodyHandlers.ofString())
                .body());
    }

    private static JsonNode newest(JsonNode report) {
        return report.path("messages").path(report.path("messages").size() - 1);
    }

    private static String state(JsonNode report) {
        return newest(report).path("state").asText();
    }

    private static JsonNode json(String text) {
        try {
            return FhirJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (Fault noJson) {
            throw new IllegalArgumentException(
                    "what answers there is no local side of a gateway; name it with --local", noJson);
        }
    }
}
