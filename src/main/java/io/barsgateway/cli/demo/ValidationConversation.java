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
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(6);
    private static final String INTERIM = "servicerequest-response-validation-interim";
    private static final String FULL = "servicerequest-response-validation-full";

    private final LocalRun run;
    private final Home home;
    private final @Nullable Broken broken;
    private final Timeline timeline = new Timeline();

    ValidationConversation(LocalRun run, Home home, @Nullable Broken broken) {
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

    /** True where every step was right; of a broken part, where it did what it should and nothing was lost. */
    boolean show() throws IOException, InterruptedException {
        System.out.println("An ambulance service asks a clinical service to validate a call. The gateway at "
                + run.gatewayUrl() + " receives for that service.");
        if (broken != null) {
            System.out.println("Broken on purpose (" + broken.word() + "): " + broken.shows());
        }
        System.out.println();
        try {
            if (broken == Broken.STORE) {
                withoutStore();
            } else if (broken == null) {
                whole();
            } else {
                withoutSending();
            }
            return true;
        } catch (Wrong wrong) {
            timeline.tell("FAILED", String.valueOf(wrong.getMessage()));
            return false;
        }
    }

    private void whole() throws IOException, InterruptedException, Wrong {
        String bundleId = UUID.randomUUID().toString();
        delivery(accepted(request(bundleId), bundleId));
        response(bundleId, INTERIM, "in-progress", "new");
        Event full = response(bundleId, FULL, "finished", "update");
        check(full.detail("carePlan").equals("active"), "the full response's CarePlan is " + full.detail("carePlan"));
        timeline.tell("done", "the request came in, both responses went out: every step was right");
    }

    private void withoutStore() throws IOException, InterruptedException, Wrong {
        stopStore();
        HttpResponse<byte[]> answer = request(UUID.randomUUID().toString());
        check(
                answer.statusCode() == 503,
                "the request was answered " + answer.statusCode() + " though nothing could be kept");
        timeline.tell(
                "gateway", "answers 503: it keeps nothing, so it acknowledges nothing (" + diagnostics(answer) + ")");
        learn();
    }

    private void withoutSending() throws IOException, InterruptedException, Wrong {
        String bundleId = UUID.randomUUID().toString();
        delivery(accepted(request(bundleId), bundleId));
        reported("interim");
        check(
                await(event -> event.what().equals("far end received")).isEmpty(),
                "a response went out although it could not");
        JsonNode sending = health().path("work").path("send");
        check(sending.path("waiting").asInt() > 0, "no response waits: " + sending);
        timeline.tell(
                "gateway",
                "holds the response and tries again: "
                        + sending.path("oldestFailure").asText("it gives no reason"));
        learn();
    }

    private void learn() {
        System.out.println();
        System.out.println("What this shows: " + Objects.requireNonNull(broken).lesson());
    }

    private HttpResponse<byte[]> request(String bundleId) throws IOException, InterruptedException {
        timeline.tell("ambulance", "sends a validation request to service " + LocalRun.SERVICE + " through the proxy");
        return run.simulator().farEnd().send(sample(bundleId), LocalRun.SERVICE);
    }

    private String accepted(HttpResponse<byte[]> answer, String bundleId) throws Wrong {
        if (answer.statusCode() != 200) {
            throw new Wrong("the request was answered " + answer.statusCode() + ": " + diagnostics(answer));
        }
        MessageBundle bundle = MessageBundle.of(FhirJson.read(answer.body()));
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
        timeline.tell("gateway", "checks it, writes it to disk, and answers 200 with the reference " + reference);
        return reference;
    }

    private static String diagnostics(HttpResponse<byte[]> answer) {
        JsonNode issue = FhirJson.read(answer.body()).path("issue").path(0);
        return issue.at("/details/coding/0/code").asText() + " "
                + issue.path("diagnostics").asText();
    }

    private void delivery(String reference) throws IOException, InterruptedException, Wrong {
        Optional<Event> delivered = await(event ->
                event.what().equals("delivered") && event.detail("reference").equals(reference));
        if (delivered.isEmpty()) {
            throw new Wrong("it was not delivered: " + oldestFailure("deliver"));
        }
        timeline.tell(
                "local system",
                "takes the delivery, under the Idempotency-Key "
                        + delivered.get().detail("key"));
    }

    private void reported(String kind) throws InterruptedException, Wrong {
        Optional<Event> reported = await(event ->
                event.what().equals("reported") && event.detail("outcome").contains(kind));
        check(
                reported.filter(event -> event.detail("status").equals("202")).isPresent(),
                "the " + kind + " outcome was not taken on the local side");
        timeline.tell(
                "local system",
                kind.equals("interim")
                        ? "reports that a clinician has begun; the gateway makes the interim response of it"
                        : "reports the outcome; the gateway makes the full response of it");
    }

    private Event response(String bundleId, String definition, String encounter, String reason)
            throws IOException, InterruptedException, Wrong {
        String kind = definition.equals(INTERIM) ? "interim" : "full";
        reported(kind);
        Optional<Event> arrived = await(event -> event.what().equals("far end received")
                && event.detail("definition").equals(definition));
        if (arrived.isEmpty()) {
            throw new Wrong("the " + kind + " response did not arrive: " + oldestFailure("send"));
        }
        Event received = arrived.get();
        if (kind.equals("interim")) {
            check(await(event -> event.what().equals("token given")).isPresent(), "no token was asked for");
            timeline.tell("API-M", "gives the gateway a token for its signed request");
        }
        check(received.detail("answers").equals(bundleId), "response.identifier is not the request's Bundle.id");
        check(received.detail("focus").equals(encounter), "our Encounter is " + received.detail("focus"));
        check(
                received.detail("useContext").equals("a4t1|validation|servicerequest-response|" + reason),
                "use-context is " + received.detail("useContext"));
        timeline.tell(
                "ambulance",
                "receives the " + kind + " response to its request: "
                        + (kind.equals("interim")
                                ? "the validation is " + encounter
                                : "the validation is " + encounter + ", action is needed"));
        return received;
    }

    private Optional<Event> await(Predicate<Event> wanted) throws InterruptedException {
        return run.simulator().journal().await(wanted, broken == null ? PATIENCE : LITTLE_PATIENCE);
    }

    /** What the gateway itself says of the work that waits. */
    private String oldestFailure(String kind) throws IOException, InterruptedException {
        return health().path("work").path(kind).path("oldestFailure").asText("the gateway gives no reason");
    }

    private JsonNode health() throws IOException, InterruptedException {
        return FhirJson.read(HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(run.localUrl() + "/health"))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body());
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
        timeline.tell("(broken)", "the database was killed under the running gateway");
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
}
