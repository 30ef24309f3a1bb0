package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** The short samples go out as they are shipped, and a change of one once it names its case. */
@GatewayTest
class SamplesIT {

    private final LocalClient local;

    SamplesIT(@Qualifier("localListener") Listener local) {
        this.local = new LocalClient(local.boundPort());
    }

    private String sent(ObjectNode wish) throws Exception {
        Reply reply = local.send(wish);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply.json().path("reference").asText();
    }

    private void accepted(String reference, int messages) throws Exception {
        JsonNode last = Awaitility.await()
                .until(
                        () -> local.get("/messages?reference=" + reference)
                                .json()
                                .path("messages")
                                .path(messages - 1)
                                .path("state"),
                        state -> !state.asText().matches("|held|waiting"));
        assertThat(last.asText()).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"referral", "validation", "booking", "ambulance", "pharmacy", "broker"})
    void each_opens_a_case(String sample) throws Exception {
        accepted(sent(Messages.shortSample(sample)), 1);
    }

    @Test
    void an_update_and_a_cancel_follow_under_the_reference_of_the_case() throws Exception {
        String reference = sent(Messages.shortSample("ambulance"));
        accepted(reference, 1);
        sent(Messages.shortSample("update").put("reference", reference));
        accepted(reference, 2);
        sent(Messages.shortSample("cancel").put("reference", reference));
        accepted(reference, 3);
    }
}
