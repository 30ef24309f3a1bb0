package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.simulator.Journal.Event;
import java.time.Duration;

/** Cases that were accepted here, and the responses to them that the far end has received. */
final class Conversations {

    private final ProxyClient proxy;

    public Conversations(ProxyClient proxy) {
        this.proxy = proxy;
    }

    /** A case accepted here: its request, the answer, and the ids of its conversation. */
    record Case(ObjectNode request, MessageBundle answer, String correlationId, String reference) {}

    Case accepted(ObjectNode request, String service) throws Exception {
        FarSide.SIMULATOR.farEnd().expects(request.path("id").asText());
        ProxyClient call = proxy.to(service);
        Reply reply = call.post(request);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        MessageBundle answer = MessageBundle.of(reply.json());
        JsonNode ours = answer.entries().get(answer.entries().size() - 1).resource();
        return new Case(
                request,
                answer,
                call.header("X-Correlation-Id"),
                ours.path("identifier").path(0).path("value").asText());
    }

    static MessageBundle received(Case held, String kind) throws InterruptedException {
        Event event = FarSide.SIMULATOR
                .journal()
                .await(
                        seen -> seen.what().equals("far end received")
                                && seen.detail("answers")
                                        .equals(held.request().path("id").asText())
                                && seen.detail("definition").endsWith(kind),
                        Duration.ofSeconds(20))
                .orElseThrow(() -> new AssertionError("no " + kind + " response came"));
        assertThat(event.detail("correlationId")).isEqualTo(held.correlationId());
        return FarSide.SIMULATOR.farEnd().received().stream()
                .map(MessageBundle::of)
                .filter(bundle -> Tree.text(bundle.header(), "response", "identifier")
                                .filter(held.request().path("id").asText()::equals)
                                .isPresent()
                        && Tree.text(bundle.header(), "definition").orElse("").endsWith(kind))
                .findFirst()
                .orElseThrow();
    }
}
