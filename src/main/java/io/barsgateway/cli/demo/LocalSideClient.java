package io.barsgateway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The local side of one gateway, as a local system uses it. */
record LocalSideClient(String name, URI url) {

    private static final int TRIES = 150;

    /** Something was not as the conversation has it. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Wrong(String why) {
            super(why);
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofByteArray());
        return FhirJson.read(answer.body());
    }

    /** Posts under a key of its own; the answer must be 202. */
    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = tried(path, body);
        if (answer.statusCode() != 202) {
            throw new Wrong(name + " answered " + answer.statusCode() + " to " + path + ": "
                    + FhirJson.read(answer.body()).path("errors"));
        }
        return FhirJson.read(answer.body());
    }

    HttpResponse<byte[]> tried(String path, JsonNode body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url.resolve(path))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(BodyPublishers.ofByteArray(FhirJson.write(body)))
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    /** What the gateway says of a case, once it says so; for half a minute. */
    JsonNode await(String reference, String what, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        JsonNode last = get("/messages?reference=" + reference);
        for (int tries = 0; !wanted.test(last); tries++) {
            if (tries == TRIES) {
                throw new Wrong(what + " did not come about; the case is " + last);
            }
            TimeUnit.MILLISECONDS.sleep(200);
            last = get("/messages?reference=" + reference);
        }
        return last;
    }

    /** The last of so many messages of a case was accepted. */
    JsonNode accepted(String reference, int messages) throws IOException, InterruptedException {
        JsonNode report = await(
                reference,
                "an answer to message " + messages,
                state -> state.path("messages").size() == messages
                        && !state.path("messages")
                                .path(messages - 1)
                                .path("state")
                                .asText()
                                .matches("held|waiting"));
        JsonNode last = report.path("messages").path(messages - 1);
        if (!last.path("state").asText().equals("accepted")) {
            throw new Wrong("it was refused: " + last.path("reason").asText());
        }
        return report;
    }
}
