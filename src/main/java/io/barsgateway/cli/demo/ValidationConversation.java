package io.barsgateway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.LocalRun;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.simulator.Journal.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One validation from request to full response, told line by line as it happens and checked as it is told. */
final class ValidationConversation {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String INTERIM = "servicerequest-response-validation-interim";
    private static final String FULL = "servicerequest-response-validation-full";

    private final LocalRun run;
    private final Home home;
    private final Demo.@Nullable Part broken;
    private final long start = System.nanoTime();

    ValidationConversation(LocalRun run, Home home, Demo.@Nullable Part broken) {
        this.run = run;
        this.home = home;
        this.broken = broken;
    }

    /** A step that was not right, and why. */
    private static final class Wrong extends Exception {

        private static final long serialVersionUID = 1L;

        private Wrong(String why) {
            super(why);
        }
    }

    boolean show() throws IOException, InterruptedException {
        System.out.println("A validation request and its responses, through " + run.gatewayUrl());
        try {
            if (broken == Demo.Part.store) {
                stopStore();
            }
            String bundleId = UUID.randomUUID().toString();
            String reference = request(bundleId);
            delivery(reference);
            response(bundleId, INTERIM, "in-progress", "new");
            Event full = response(bundleId, FULL, "finished", "update");
            check(
                    full.detail("carePlan").equals("active"),
                    "the full response's CarePlan is " + full.detail("carePlan"));
            tell("done", "request in, interim and full response out: every step was right");
            return true;
        } catch (Wrong wrong) {
            tell("FAILED", String.valueOf(wrong.getMessage()));
            return false;
        }
    }

    private String request(String bundleId) throws IOException, InterruptedException, Wrong {
        tell(
                "far end",
                "sends a validation request to service " + LocalRun.SERVICE + " through the proxy, Bundle " + bundleId);
        HttpResponse<byte[]> answer = run.simulator().farEnd().send(sample(bundleId), LocalRun.SERVICE);
        JsonNode body = FhirJson.read(answer.body());
        if (answer.statusCode() != 200) {
            JsonNode issue = body.path("issue").path(0);
            throw new Wrong("the request was answered " + answer.statusCode() + " "
                    + issue.path("details").path("coding").path(0).path("code").asText() + ": "
                    + issue.path("diagnostics").asText());
        }
        MessageBundle bundle = MessageBundle.of(body);
        check(bundle.id().filter(bundleId::equals).isPresent(), "the answer has another Bundle.id");
        Entry planned = bundle.all("Encounter").stream()
                .filter(entry -> Tree.text(entry.resource(), "status")
                        .filter("planned"::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new Wrong("the answer holds no planned Encounter"));
        String reference = Tree.list(planned.resource(), "identifier").stream()
                .flatMap(identifier -> Tree.text(identifier, "value").stream())
                .findFirst()
                .orElse("");
        tell("gateway", "took it over TLS-MA, holds it, answers 200: our Encounter planned, reference " + reference);
        return reference;
    }

    private void delivery(String reference) throws InterruptedException, Wrong {
        Event delivered = await(event -> event.what().equals("delivered")
                        && event.detail("reference").equals(reference))
                .orElseThrow(() -> new Wrong("it was not delivered: " + oldestFailure("deliver")));
        tell("local system", "received it under idempotency key " + delivered.detail("key"));
    }

    private Event response(String bundleId, String definition, String encounter, String reason)
            throws InterruptedException, Wrong {
        String kind = definition.equals(INTERIM) ? "interim" : "full";
        Optional<Event> reported = await(event ->
                event.what().equals("reported") && event.detail("outcome").contains(kind));
        check(
                reported.filter(event -> event.detail("status").equals("202")).isPresent(),
                "the " + kind + " outcome was not taken on the local side");
        tell("local system", "reported the " + kind + " outcome, the gateway composed and holds the response");
        Event received = await(event -> event.what().equals("far end received")
                        && event.detail("definition").equals(definition))
                .orElseThrow(() -> new Wrong("the " + kind + " response did not arrive: " + oldestFailure("send")));
        if (kind.equals("interim")) {
            check(await(event -> event.what().equals("token given")).isPresent(), "no token was asked for");
            tell("API-M", "gave a token for our signed JWT (RS512)");
        }
        check(received.detail("answers").equals(bundleId), "response.identifier is not the request's Bundle.id");
        check(received.detail("focus").equals(encounter), "our Encounter is " + received.detail("focus"));
        check(
                received.detail("useContext").equals("a4t1|validation|servicerequest-response|" + reason),
                "use-context is " + received.detail("useContext"));
        tell(
                "far end",
                "accepted the " + kind + " response: answers " + received.detail("answers") + ", our Encounter "
                        + encounter
                        + (received.detail("carePlan").isEmpty() ? "" : ", CarePlan " + received.detail("carePlan")));
        return received;
    }

    private Optional<Event> await(Predicate<Event> wanted) throws InterruptedException {
        Duration limit = broken == null ? PATIENCE : Duration.ofSeconds(6);
        return run.simulator().journal().await(wanted, limit);
    }

    /** What the gateway itself says of the work that waits. */
    private String oldestFailure(String kind) {
        try {
            HttpResponse<byte[]> health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(run.localUrl() + "/health"))
                                    .build(),
                            BodyHandlers.ofByteArray());
            return FhirJson.read(health.body())
                    .path("work")
                    .path(kind)
                    .path("oldestFailure")
                    .asText("the gateway gives no reason");
        } catch (IOException e) {
            return "and the gateway does not say why";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "stopped while asking why";
        }
    }

    /** Ends the embedded PostgreSQL under the running gateway. */
    private void stopStore() throws IOException, InterruptedException, Wrong {
        List<String> pid = Files.readAllLines(home.folder().resolve(Path.of("store", "data", "postmaster.pid")));
        ProcessHandle postgres =
                ProcessHandle.of(Long.parseLong(pid.get(0).strip())).orElseThrow();
        postgres.destroyForcibly();
        try {
            postgres.onExit().get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new Wrong("the store could not be stopped");
        }
        tell("(broken)", "the store was killed under the running gateway");
    }

    private static byte[] sample(String bundleId) throws IOException {
        try (InputStream sample = Objects.requireNonNull(
                ValidationConversation.class.getResourceAsStream("/samples/validation-request.json"), "the sample")) {
            ObjectNode bundle = (ObjectNode) FhirJson.read(sample.readAllBytes());
            bundle.put("id", bundleId);
            return FhirJson.write(bundle);
        }
    }

    private static void check(boolean right, String otherwise) throws Wrong {
        if (!right) {
            throw new Wrong(otherwise);
        }
    }

    private void tell(String who, String what) {
        System.out.printf("%7d ms  %-13s %s%n", (System.nanoTime() - start) / 1_000_000, who, what);
    }
}
