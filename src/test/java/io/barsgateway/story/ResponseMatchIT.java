package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Responses to what we sent, as peers built against one text or the other write them (docs/conformance.md, W3.5 and
 * W8.4).
 */
@GatewayTest
class ResponseMatchIT {

    private static final String SERVICE = "https://fhir.nhs.uk/Id/dos-service-id|";

    private final LocalClient local;
    private final ProxyClient proxy;
    private final int inbound;

    ResponseMatchIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.local = new LocalClient(local.boundPort());
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.inbound = inbound.boundPort();
    }

    @BeforeEach
    void beTheReceiverToo() {
        FarSide.CATALOGUE.gatewayAt("https://localhost:" + inbound);
    }

    @AfterEach
    void beNobody() {
        FarSide.CATALOGUE.gatewayAt("");
    }

    /** A validation that was sent from ANY to SLOTTED and accepted there. */
    private record Sent(String reference, String bundleId, String correlationId, MessageBundle answer) {}

    private Sent sent() throws Exception {
        Reply held = local.send(Requests.validation("a4t1", FarSide.ANY, FarSide.SLOTTED));
        String reference = held.json().path("reference").asText();
        Awaitility.await().until(() -> local.state(reference).equals("accepted"));
        assertThat(theCase(reference).path("resource").asText()).isNotEmpty();
        Awaitility.await().until(() -> FarSide.SIMULATOR.journal().events().stream()
                .anyMatch(event -> event.detail("meaning").equals("ANSWER")
                        && event.detail("reference").equals(reference)));
        return new Sent(
                reference,
                held.json().path("bundleId").asText(),
                held.json().path("correlationId").asText(),
                MessageBundle.of(Messages.validation()));
    }

    /** A response about the patient of {@link Requests}, written the plainest way. */
    private static ObjectNode response(String answers, String serviceRequest, String encounter) {
        ObjectNode message = Messages.validation();
        ObjectNode header = MessageBundle.of(message).header();

        Changed.event("servicerequest-response", message);
        Changed.target(SERVICE + FarSide.ANY, message);
        Changed.source(SERVICE + FarSide.SLOTTED, message);

        header.putObject("response").put("identifier", answers).put("code", "ok");
        header.remove("definition");
        Messages.resource(message, "ServiceRequest").put("status", serviceRequest);
        ObjectNode ours = Messages.resource(message, "Encounter").deepCopy().put("status", encounter);
        ObjectNode entry = message.withArray("entry").addObject();
        String url = "urn:uuid:" + UUID.randomUUID();
        entry.put("fullUrl", url);
        entry.set("resource", ours);
        return Changed.focus(url, message);
    }

    private String status(Sent sent) throws Exception {
        return theCase(sent.reference()).path("status").asText();
    }

    private JsonNode theCase(String reference) throws Exception {
        return local.get("/messages?reference=" + reference).json();
    }

    private Reply post(Sent sent, ObjectNode response) throws Exception {
        return proxy.to(FarSide.ANY)
                .with("X-Correlation-Id", sent.correlationId())
                .post(response);
    }

    @ParameterizedTest
    @CsvSource({
        "active, in-progress, new, OPEN",
        "active, finished, update, COMPLETED",
        "active, finished, new, COMPLETED",
        "completed, triaged, update, COMPLETED",
        "completed, finished, update, COMPLETED",
        "active, cancelled, new, REJECTED",
        "revoked, triaged, update, REJECTED",
        "revoked, cancelled, new, REJECTED"
    })
    void both_readings_of_each_status_are_understood(
            String serviceRequest, String encounter, String reason, String then) throws Exception {
        Sent sent = sent();

        Reply reply = post(sent, Messages.because(reason, response(sent.bundleId(), serviceRequest, encounter)));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(status(sent)).isEqualTo(then);
    }

    @Test
    void a_response_finds_its_request_in_each_form_that_receivers_write() throws Exception {
        Sent sent = sent();
        ObjectNode interim = response("urn:uuid:" + sent.bundleId(), "active", "in-progress");
        assertThat(post(sent, interim).status()).isEqualTo(200);
        ObjectNode full = Messages.because("update", response(interim.path("id").asText(), "active", "finished"));
        Changed.target(SERVICE + FarSide.SLOTTED, full);
        Changed.source(SERVICE + FarSide.ANY, full);
        Changed.focusOnFirst("ServiceRequest", full);

        Reply reply = post(sent, full);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(status(sent)).isEqualTo("COMPLETED");
        assertThat(post(sent, response(sent.bundleId(), "active", "in-progress"))
                        .status())
                .as("a late interim is taken")
                .isEqualTo(200);
        assertThat(status(sent)).as("and moves nothing back").isEqualTo("COMPLETED");
    }

    @Test
    void a_matched_response_is_taken_despite_another_spelling_of_the_patient() throws Exception {
        Sent sent = sent();
        ObjectNode spelt = Changed.family("Simpleton", response(sent.bundleId(), "active", "finished"));

        Reply reply = post(sent, spelt);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(status(sent)).isEqualTo("COMPLETED");
    }

    @Test
    void an_unknown_id_is_matched_by_conversation_and_the_same_patient() throws Exception {
        Sent sent = sent();
        assertThat(post(sent, response(UUID.randomUUID().toString(), "active", "in-progress"))
                        .status())
                .isEqualTo(200);
        for (String answers : Set.of(sent.bundleId(), UUID.randomUUID().toString())) {
            ObjectNode another = Changed.nhsNumber("9990000026", response(answers, "active", "finished"));
            Reply reply = post(sent, another);
            assertThat(reply.status()).as(reply.body()).isEqualTo(404);
        }
        assertThat(proxy.to(FarSide.ANY)
                        .post(response(UUID.randomUUID().toString(), "active", "finished"))
                        .status())
                .as("of another conversation")
                .isEqualTo(404);
        assertThat(status(sent)).isEqualTo("OPEN");
    }
}
