package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** routes/55-request.yaml, 60-send.yaml and 65-target.yaml: one service of ours sends to another, through the proxy. */
@GatewayTest
class RequestIT {

    private final LocalClient local;
    private final ProxyClient proxy;
    private final int inbound;

    RequestIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
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

    private JsonNode held(ObjectNode wish) throws Exception {
        Reply reply = local.send(wish);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply.json();
    }

    /** What became of the last message of the case, once it is neither held nor waiting. */
    private JsonNode settled(String reference, int messages) {
        return Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(
                        () -> local.get("/messages?reference=" + reference).json(),
                        state -> state.path("messages").size() == messages
                                && !state.path("messages")
                                        .path(messages - 1)
                                        .path("state")
                                        .asText()
                                        .matches("held|waiting"));
    }

    private static String state(JsonNode report, int message) {
        return report.path("messages").path(message).path("state").asText();
    }

    private static ObjectNode revoked(ObjectNode message) {
        Messages.resource(message, "ServiceRequest")
                .put("status", "revoked")
                .put("id", UUID.randomUUID().toString());
        return message;
    }

    private static ObjectNode change(String action, String reference) {
        return JsonNodeFactory.instance.objectNode().put("action", action).put("reference", reference);
    }

    @Test
    void a_short_referral_is_composed_sent_answered_and_cancelled() throws Exception {
        JsonNode receipt = held(Requests.referral("a1t1", FarSide.ANY, FarSide.SLOTTED));
        String reference = receipt.path("reference").asText();

        JsonNode sent = settled(reference, 1);

        assertThat(state(sent, 0)).as(sent.toString()).isEqualTo("accepted");
        assertThat(sent.path("resource").asText()).startsWith("ServiceRequest/");
        ObjectNode another = Messages.to(FarSide.SLOTTED, Messages.referral());
        ((ObjectNode) io.barsgateway.fhir.MessageBundle.of(another).header().path("source"))
                .put("endpoint", "https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.ANY);
        assertThat(local.sendAbout(reference, another).status())
                .as("a new message within a case")
                .isEqualTo(400);
        assertThat(local.sendAbout(reference, Messages.because("update", revoked(another)))
                        .status())
                .as("a cancel of something else under its reference")
                .isEqualTo(409);
        Reply read = proxy.to(FarSide.SLOTTED)
                .call("GET", "/" + sent.path("resource").asText(), new byte[0]);
        assertThat(read.json().path("status").asText()).isEqualTo("active");
        held(change("cancel", reference).put("reason", "The patient got better"));
        JsonNode cancelled = settled(reference, 2);
        assertThat(state(cancelled, 1)).as(cancelled.toString()).isEqualTo("accepted");
        assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("messages").path(1).path("requestId"))
                .isNotEqualTo(cancelled.path("messages").path(0).path("requestId"));
        assertThat(proxy.to(FarSide.SLOTTED)
                        .call("GET", "/" + sent.path("resource").asText(), new byte[0])
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("revoked");
        assertThat(local.send(change("cancel", reference)).status()).isEqualTo(409);
    }

    @Test
    void a_sent_validation_is_updated_and_its_responses_join_its_case() throws Exception {
        String reference = held(Requests.validation("a4t1", FarSide.ANY, FarSide.SLOTTED))
                .path("reference")
                .asText();
        assertThat(state(settled(reference, 1), 0)).isEqualTo("accepted");
        ObjectNode update = change("update", reference);
        update.putObject("sceneSafety").put("code", "U").put("text", "Dog loose");
        held(update);
        JsonNode updated = settled(reference, 2);
        assertThat(state(updated, 1)).as(updated.toString()).isEqualTo("accepted");

        String correlation = updated.path("correlationId").asText();
        Reply there = local.report("{\"correlationId\":\"" + correlation + "\",\"kind\":\"interim\"}");
        assertThat(there.status()).as(there.body()).isEqualTo(202);
        Awaitility.await().until(() -> local.get("/messages?reference=" + reference)
                .json()
                .path("encounter")
                .asText()
                .equals("in-progress"));
        assertThat(local.report("{\"correlationId\":\"" + correlation
                                + "\",\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\","
                                + "\"outcomes\":[{\"text\":\"Example outcome\"}]}")
                        .status())
                .isEqualTo(202);
        Awaitility.await().until(() -> local.get("/messages?reference=" + reference)
                .json()
                .path("status")
                .asText()
                .equals("COMPLETED"));
        assertThat(FarSide.SIMULATOR
                        .journal()
                        .await(
                                event -> event.detail("meaning").equals("FULL_RESPONSE")
                                        && event.detail("reference").equals(reference),
                                java.time.Duration.ofSeconds(20)))
                .isPresent();
    }

    @Test
    void a_slot_found_through_the_proxy_can_be_booked() throws Exception {
        Instant now = Instant.now();
        Reply slots = local.get("/services/" + FarSide.SLOTTED + "/Slot?status=free&start=ge" + now.plusSeconds(90_000)
                + "&start=le" + now.plusSeconds(180_000) + "&Schedule.actor:HealthcareService=" + FarSide.SLOTTED
                + "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService");
        assertThat(slots.status()).as(slots.body()).isEqualTo(200);

        String reference = held(Requests.booking("a1t1", FarSide.ANY, FarSide.SLOTTED, slots.json()))
                .path("reference")
                .asText();

        JsonNode booked = settled(reference, 1);
        assertThat(state(booked, 0)).as(booked.toString()).isEqualTo("accepted");
        Reply read = local.get(
                "/services/" + FarSide.SLOTTED + "/" + booked.path("resource").asText());
        assertThat(read.json().path("status").asText()).isEqualTo("booked");
        held(change("cancel", reference));
        assertThat(settled(reference, 2).path("status").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void a_target_is_named_with_its_system_or_by_its_value() throws Exception {
        String value = FarSide.SLOTTED;
        String dos = "https%3A%2F%2Ffhir.nhs.uk%2FId%2Fdos-service-id%7C" + value;
        String ers = "https%3A%2F%2Ffhir.nhs.uk%2FId%2Fers-dos-service-id%7C" + value;

        for (String target : java.util.List.of(value, dos)) {
            assertThat(local.get("/services/" + target + "/metadata").body()).contains("CapabilityStatement");
            Reply unknown = local.get("/services/" + target + "/Appointment/" + java.util.UUID.randomUUID());
            assertThat(unknown.status()).as(unknown.body()).isEqualTo(404);
            assertThat(unknown.body()).contains("REC_NOT_FOUND");
        }
        Reply elsewhere = local.get("/services/" + ers + "/metadata");
        assertThat(elsewhere.body()).as("the catalogue knows no such service").contains("PROXY_NOT_FOUND");
        assertThat(local.get("/services/" + dos + "/Patient").status()).isEqualTo(404);
    }

    @Test
    void what_the_target_would_only_refuse_is_not_sent() throws Exception {
        String reference = held(Requests.referral("a1t1", FarSide.ANY, FarSide.PICKY))
                .path("reference")
                .asText();

        JsonNode refused = settled(reference, 1);

        assertThat(state(refused, 0)).isEqualTo("refused");
        assertThat(refused.path("messages").path(0).path("reason").asText())
                .contains("takes no bars-message-servicerequest-request-referral for the use case a1t1");
    }

    @Test
    void a_whole_bundle_is_sent_unchanged_or_refused_with_every_reason() throws Exception {
        ObjectNode bundle = Messages.to(FarSide.SLOTTED, Messages.referral());
        ((ObjectNode) io.barsgateway.fhir.MessageBundle.of(bundle).header().path("source"))
                .put("endpoint", "https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.ANY);
        String reference = held(bundle).path("reference").asText();
        assertThat(state(settled(reference, 1), 0)).isEqualTo("accepted");

        ObjectNode wrong = bundle.deepCopy().put("id", UUID.randomUUID().toString());
        Messages.resource(wrong, "Consent").remove("category");
        Messages.resource(wrong, "Patient").remove("contact");
        Reply reply = local.send(wrong);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors")).hasSize(2);
        ObjectNode foreign = Messages.to(FarSide.SLOTTED, Messages.referral());
        assertThat(local.send(foreign).status())
                .as("from another organisation's service")
                .isEqualTo(403);
    }

    @Test
    void a_scene_update_is_refused_where_the_case_has_no_scene_flag() throws Exception {
        ObjectNode wish = Requests.referral("a1t1", FarSide.ANY, FarSide.SLOTTED);
        wish.put("safeguarding", "Example concern");
        String reference = held(wish).path("reference").asText();
        assertThat(state(settled(reference, 1), 0)).isEqualTo("accepted");
        ObjectNode update = change("update", reference);
        update.putObject("sceneSafety").put("code", "U");

        Reply lost = local.send(update);

        assertThat(lost.status()).as(lost.body()).isEqualTo(409);
        assertThat(lost.body()).contains("$.sceneSafety", "whole Bundle");
    }

    @Test
    void a_repeat_hears_the_first_answer_and_missing_fields_are_named() throws Exception {
        ObjectNode wish = Requests.referral("a1t1", FarSide.ANY, FarSide.SLOTTED);
        String key = UUID.randomUUID().toString();
        Reply first = local.send(wish, key);
        Reply again = local.send(wish, key);
        assertThat(again.body()).isEqualTo(first.body());

        wish.remove("to");
        ((ObjectNode) wish.path("patient")).remove("birthDate");
        Reply wrong = local.send(wish);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("errors").toString()).contains("to", "birthDate");
        assertThat(local.get("/messages/schema").json().path("title").asText()).contains("in short");
        assertThat(new String(FhirJson.write(wrong.json()), StandardCharsets.UTF_8))
                .doesNotContain("Sampleton");
    }

    @Test
    void keys_that_differ_in_capital_letters_are_two_requests() throws Exception {
        String key = "ward-" + UUID.randomUUID();
        Reply small = local.send(Requests.referral("a1t1", FarSide.ANY, FarSide.SLOTTED), key);
        Reply capital =
                local.send(Requests.referral("a1t1", FarSide.ANY, FarSide.SLOTTED), key.replace("ward", "Ward"));

        assertThat(small.status()).as(small.body()).isEqualTo(202);
        assertThat(capital.status()).as(capital.body()).isEqualTo(202);
        assertThat(capital.json().path("reference")).isNotEqualTo(small.json().path("reference"));
    }
}
