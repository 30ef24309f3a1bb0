package io.barsgateway.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.OperatorClient;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.story.OnCall.Accepted;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stories of people on call share: messages for the service FRAIL, whose local system they let fail, and Anna, who acts on them. */
abstract class OnCallStory {

    static final String SERVICE = "https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.FRAIL;

    final ProxyClient proxy;
    final JdbcClient jdbc;
    final OperatorClient anna;

    OnCallStory(Listener inbound, Listener local, JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
        this.anna = new OperatorClient(local.boundPort(), OnCall.token(OnCall.ANNA));
    }

    @AfterEach
    void all_is_well_again() throws Exception {
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true);
        anna.post("/operator/services/resume", "{\"service\":\"" + FarSide.FRAIL + "\"}");
        jdbc.sql("UPDATE work SET status = 'done' WHERE service = ? AND status <> 'done'")
                .param(SERVICE)
                .update();
    }

    Accepted accepted(ObjectNode message) throws Exception {
        return OnCall.accepted(proxy, FarSide.FRAIL, message);
    }

    Accepted setAside(ObjectNode message) throws Exception {
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true, 422);
        Accepted accepted = accepted(message);
        OnCall.item(anna, accepted.reference(), "SET_ASIDE");
        return accepted;
    }

    JsonNode did(String what, String reference, String more) throws Exception {
        return anna.did(
                "handled", "/operator/work/" + what, "{\"filter\":{\"reference\":\"" + reference + "\"}" + more + "}");
    }

    Reply cancel(Accepted accepted) throws Exception {
        return proxy.to(FarSide.FRAIL)
                .with("X-Correlation-Id", accepted.request().header("X-Correlation-Id"))
                .post(OnCall.cancel(accepted));
    }

    void delivered(String reference, int many) {
        OnCall.delivered(anna, reference, many);
    }
}
