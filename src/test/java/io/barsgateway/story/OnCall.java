package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OperatorClient;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Credentials with roles, and what stories of people on call do with them. */
final class OnCall {

    /** Every role but administer, for all services. */
    static final String ANNA = "anna";

    /** Sees, and does nothing. */
    static final String VIEWER = "viewer";

    /** Every role but administer, for the service FRAIL only. */
    static final String FRAIL_NURSE = "frail-nurse";

    /** Administers, and nothing else. */
    static final String ADMINISTRATOR = "administrator";

    /** A local system. */
    static final String SYSTEM = "system";

    static final List<String> ALL = List.of(ANNA, VIEWER, FRAIL_NURSE, ADMINISTRATOR, SYSTEM);

    private OnCall() {}

    static String token(String name) {
        return name + "-token-of-a-story-0123456789";
    }

    static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bars-on-call");
            for (String name : ALL) {
                PrivateFiles.write(folder.resolve(name), token(name) + "\n");
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void settings(DynamicPropertyRegistry settings, Path folder) {
        settings.add("bars.home", () -> folder.resolve("home"));
        settings.add("bars.due.every", () -> "100ms");
        credential(settings, folder, 0, ANNA, "all", "view,patient,act");
        credential(settings, folder, 1, VIEWER, "all", "view");
        credential(settings, folder, 2, FRAIL_NURSE, FarSide.FRAIL, "view,patient,act");
        credential(settings, folder, 3, ADMINISTRATOR, "all", "administer");
        credential(settings, folder, 4, SYSTEM, "all", "system");
    }

    private static void credential(
            DynamicPropertyRegistry settings, Path folder, int index, String name, String services, String roles) {
        String prefix = "bars.local.credentials[" + index + "].";
        settings.add(prefix + "name", () -> name);
        settings.add(prefix + "token-file", () -> folder.resolve(name));
        settings.add(prefix + "services", () -> services);
        settings.add(prefix + "roles", () -> roles);
    }

    /** A message that was accepted: its reference, and the request that it came with. */
    record Accepted(String reference, ProxyClient request, JsonNode answer) {}

    static Accepted accepted(ProxyClient proxy, String service, ObjectNode message) throws Exception {
        ProxyClient request = proxy.to(service);
        Reply reply = request.post(Messages.to(service, message));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        JsonNode entries = reply.json().path("entry");
        JsonNode ours = entries.path(entries.size() - 1).path("resource");
        return new Accepted(Messages.identifier(ours), request, reply.json());
    }

    /** What a cancel of it looks like. */
    static ObjectNode cancel(Accepted accepted) {
        ObjectNode cancel = Messages.because("update", ((ObjectNode) accepted.answer()).deepCopy());
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
        return cancel;
    }

    /** The one case of that reference, once its timeline has those kinds of moments, in that order, others between them or not. */
    static JsonNode story(OperatorClient anna, String reference, String... kinds) {
        return Awaitility.await("timeline of " + reference + " with " + List.of(kinds))
                .atMost(Duration.ofSeconds(20))
                .until(() -> found(anna, reference), found -> hasInOrder(found.path("timeline"), List.of(kinds)));
    }

    /** The one case that is found by any id of it, whatever its timeline says. */
    static JsonNode found(OperatorClient who, String id) throws Exception {
        return who.told("found", "/operator/find?id=" + id).path("cases").path(0);
    }

    private static boolean hasInOrder(JsonNode timeline, List<String> kinds) {
        int at = 0;
        for (JsonNode moment : timeline) {
            if (at < kinds.size() && moment.path("kind").asText().equals(kinds.get(at))) {
                at++;
            }
        }
        return at == kinds.size();
    }

    /** The words of its moments of that kind, one a line. */
    static String words(JsonNode found, String kind) {
        StringBuilder words = new StringBuilder();
        for (JsonNode moment : found.path("timeline")) {
            if (moment.path("kind").asText().equals(kind)) {
                words.append(moment.path("words").asText())
                        .append(", by ")
                        .append(moment.path("by").asText())
                        .append('\n');
            }
        }
        return words.toString();
    }

    /** What is open of that case, once it is in that state. */
    static JsonNode item(OperatorClient who, String reference, String state) {
        return Awaitility.await(state + " " + reference)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> item(who, reference),
                        item -> item.path("state").asText().equals(state));
    }

    /** What is open of that case now. */
    static JsonNode item(OperatorClient who, String reference) throws Exception {
        return who.told("work", "/operator/work?people=true&reference=" + reference)
                .path("items")
                .path(0);
    }

    /** Returns once so many messages of that case have been delivered. */
    static void delivered(OperatorClient anna, String reference, int many) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        words(story(anna, reference, "CAME"), "DELIVERED").lines())
                .hasSize(many));
    }
}
