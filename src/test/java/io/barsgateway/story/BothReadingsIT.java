package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.identity.ResourceId;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * What the assurance tool demands of a conversation beyond the guide, beside what the guide has
 * (docs/conformance.md, W8.6).
 */
@GatewayTest
class BothReadingsIT {

    private final ProxyClient proxy;

    BothReadingsIT(@Qualifier("inboundListener") Listener inbound) {
        proxy = ProxyClient.at(inbound.boundPort());
    }

    private static ObjectNode to(String service, ObjectNode message) {
        message.withObject("meta").put("versionId", "1.1.0");
        return Messages.to(service, message);
    }

    /** A case between ambulance services, out of area. */
    private static ObjectNode ambulance(String service) {
        return Changed.useCase("a6t1", to(service, Messages.validationAsReferral()));
    }

    private static ProxyClient next(ProxyClient conversation) {
        return conversation.with("X-Request-Id", UUID.randomUUID().toString());
    }

    private static void is(Reply reply, int status, String issue) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(status == 200 ? "" : reply.issue()).isEqualTo(issue);
    }

    @Test
    void guide_accepts_a_validation_without_a_place_and_tkw_refuses_it() throws Exception {
        for (String service : List.of(FarSide.ANY, FarSide.TOOL)) {
            ObjectNode message = to(service, Messages.validation());
            Messages.resource(message, "Location").remove(List.of("extension", "address"));
            boolean guide = service.equals(FarSide.ANY);
            is(proxy.to(service).post(message), guide ? 200 : 400, guide ? "" : "invariant");
        }
    }

    @Test
    void guide_refuses_an_ambulance_case_begun_by_update_and_tkw_opens_it() throws Exception {
        ObjectNode unknown = Messages.because("update", ambulance(FarSide.ANY));
        is(proxy.to(FarSide.ANY).post(unknown), 404, "not-found");

        ProxyClient conversation = proxy.to(FarSide.TOOL);
        ObjectNode first = Messages.because("update", ambulance(FarSide.TOOL));
        Messages.resource(first, "ServiceRequest").put("id", UUID.randomUUID().toString());
        Reply opened = conversation.post(first);
        is(opened, 200, "");
        String id = Messages.resource((ObjectNode) opened.json(), "ServiceRequest")
                .path("id")
                .asText();
        assertThat(proxy.to(FarSide.TOOL)
                        .call("GET", "/ServiceRequest/" + id, new byte[0])
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        is(next(conversation).post(Messages.because("update", (ObjectNode) opened.json())), 200, "");
        ObjectNode cancel = Messages.because("update", (ObjectNode) opened.json());
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
        is(next(conversation).post(cancel), 200, "");
        is(next(conversation).post(Messages.because("update", (ObjectNode) opened.json())), 400, "invariant");
    }

    @Test
    void a_validation_and_a_cancel_never_open_a_case() throws Exception {
        ObjectNode update = Messages.because("update", to(FarSide.TOOL, Messages.validation()));
        ObjectNode cancel = Messages.because("update", ambulance(FarSide.TOOL));
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
        is(proxy.to(FarSide.TOOL).post(update), 404, "not-found");
        is(proxy.to(FarSide.TOOL).post(cancel), 404, "not-found");
    }

    @Test
    void guide_accepts_another_ambulance_encounter_status_and_tkw_refuses_it() throws Exception {
        for (String service : List.of(FarSide.ANY, FarSide.TOOL)) {
            boolean guide = service.equals(FarSide.ANY);
            ObjectNode message = ambulance(service);
            Messages.resource(message, "Encounter").put("status", "planned");
            is(proxy.to(service).post(message), guide ? 200 : 400, guide ? "" : "invariant");

            ProxyClient conversation = proxy.to(service);
            ObjectNode update = Messages.because(
                    "update", (ObjectNode) conversation.post(ambulance(service)).json());
            Messages.resource(update, "Encounter").put("status", "onleave");
            is(next(conversation).post(update), guide ? 200 : 400, guide ? "" : "invariant");
        }
    }

    @Test
    void guide_accepts_an_older_stamp_on_equal_content_and_tkw_answers_conflict() throws Exception {
        for (String service : List.of(FarSide.ANY, FarSide.TOOL)) {
            boolean guide = service.equals(FarSide.ANY);
            ProxyClient conversation = proxy.to(service);
            ObjectNode update = Messages.because(
                    "update", (ObjectNode) conversation.post(ambulance(service)).json());
            is(
                    next(conversation)
                            .post(update.deepCopy().put("id", UUID.randomUUID().toString())),
                    200,
                    "");
            Messages.resource(update, "Patient").withObject("meta").put("lastUpdated", "2020-01-01T00:00:00+00:00");
            is(next(conversation).post(update), guide ? 200 : 409, guide ? "" : "conflict");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FarSide.ANY, FarSide.TOOL})
    void a_cancel_with_a_wrong_status_is_400_for_any_target(String service) throws Exception {
        ProxyClient conversation = proxy.to(service);
        ObjectNode cancel = Messages.because("update", (ObjectNode)
                conversation.post(to(service, Messages.referral())).json());
        ObjectNode wrong = cancel.deepCopy();
        Messages.resource(wrong, "ServiceRequest").put("status", "completed");
        ObjectNode unknown = wrong.deepCopy();
        Messages.resource(unknown, "ServiceRequest").put("id", UUID.randomUUID().toString());
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");

        is(next(conversation).post(wrong), 400, "invariant");
        is(proxy.to(service).post(unknown), 400, "invariant");
        is(next(conversation).post(cancel), 200, "");
        is(next(conversation).post(wrong), 400, "invariant");
    }

    @Test
    void wrong_content_under_an_accepted_id_is_400_in_both_readings() throws Exception {
        for (String service : List.of(FarSide.ANY, FarSide.TOOL)) {
            ProxyClient request = proxy.to(service);
            ObjectNode message = to(service, Messages.referral());
            is(request.post(message), 200, "");
            ObjectNode wrong = message.deepCopy();
            Messages.resource(wrong, "Patient").remove("contact");

            Reply refused = request.post(wrong);

            is(refused, 400, "invariant");
            if (service.equals(FarSide.TOOL)) {
                assertThat(refused.body()).contains("contact rank 1");
            }
            is(request.post(message), 409, "duplicate");
        }
    }

    @Test
    void another_body_under_an_accepted_id_is_a_duplicate_to_the_tool() throws Exception {
        ProxyClient request = proxy.to(FarSide.TOOL);
        ObjectNode message = to(FarSide.TOOL, Messages.referral());
        is(request.post(message), 200, "");
        is(request.post(to(FarSide.TOOL, Messages.validation())), 409, "duplicate");
    }

    @ParameterizedTest
    @ValueSource(strings = {FarSide.ANY, FarSide.TOOL})
    void ids_that_are_not_fhir_ids_are_taken_and_replaced(String service) throws Exception {
        ObjectNode message = to(service, Messages.referral());
        MessageBundle.of(message).entries().forEach(entry -> entry.resource().put("id", "no id / of FHIR"));
        ProxyClient conversation = proxy.to(service);

        Reply reply = conversation.post(message);

        is(reply, 200, "");
        assertThat(MessageBundle.of(reply.json()).entries())
                .filteredOn(entry -> !entry.type().equals("MessageHeader"))
                .allSatisfy(entry -> assertThat(ResourceId.of(entry.resource())).isPresent());
        ObjectNode cancel = Messages.because("update", (ObjectNode) reply.json());
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
        Messages.resource(cancel, "Patient").put("id", "no id / of FHIR");
        Reply cancelled = next(conversation).post(cancel);
        is(cancelled, 200, "");
        assertThat(Tree.text(Messages.resource((ObjectNode) cancelled.json(), "Patient"), "id"))
                .get()
                .asString()
                .matches("[A-Za-z0-9.-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {FarSide.ANY, FarSide.TOOL})
    void a_cancel_may_point_at_what_it_no_longer_holds(String service) throws Exception {
        ProxyClient conversation = proxy.to(service);
        ObjectNode cancel = Messages.because("update", (ObjectNode)
                conversation.post(to(service, Messages.validation())).json());
        Messages.resource(cancel, "ServiceRequest").put("status", "entered-in-error");
        List<String> dropped = List.of(
                "Encounter", "CarePlan", "HealthcareService", "Practitioner", "PractitionerRole", "Flag", "Consent");
        cancel.withArray("entry")
                .removeIf(entry -> dropped.contains(
                        entry.path("resource").path("resourceType").asText()));

        is(next(conversation).post(cancel), 200, "");
    }
}
