package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Where the guide and the assurance tool differ: one service reads as the one, another as the other
 * (docs/conformance.md, W8.6).
 */
@GatewayTest
class ConformanceIT {

    private final ProxyClient proxy;

    ConformanceIT(@Qualifier("inboundListener") Listener inbound) {
        proxy = ProxyClient.at(inbound.boundPort());
    }

    private void differs(ObjectNode message, int guide, int tool) throws Exception {
        Reply byGuide = proxy.to(FarSide.PICKY).post(Messages.to(FarSide.PICKY, message.deepCopy()));
        Reply byTool = proxy.to(FarSide.TOOL).post(Messages.to(FarSide.TOOL, message.deepCopy()));
        assertThat(byGuide.status()).as("guide " + byGuide.body()).isEqualTo(guide);
        assertThat(byTool.status()).as("tool " + byTool.body()).isEqualTo(tool);
    }

    @Test
    void the_organisation_is_checked_by_the_guide_only() throws Exception {
        ObjectNode message = version("1.2.0", Changed.organisation("Z99", Messages.validation()));

        Reply guide = proxy.to(FarSide.PICKY).post(Messages.to(FarSide.PICKY, message.deepCopy()));
        Reply tool = proxy.to(FarSide.TOOL).post(Messages.to(FarSide.TOOL, version("2.0.0", message)));

        assertThat(guide.status()).isEqualTo(400);
        assertThat(tool.status()).as(tool.body()).isEqualTo(200);
    }

    @Test
    void early_versions_are_taken_by_the_tool_whatever_is_declared() throws Exception {
        differs(version("1.0.0-beta", Messages.validation()), 422, 200);
    }

    @Test
    void an_nhs_number_that_is_not_verified_is_refused_by_the_guide() throws Exception {
        ObjectNode message = version("1.1.0", Changed.unverified(Messages.validation()));
        Reply guide = proxy.to(FarSide.ANY).post(message);
        Reply tool = proxy.to(FarSide.TOOL).post(Messages.to(FarSide.TOOL, message));
        assertThat(guide.status()).isEqualTo(400);
        assertThat(tool.status()).as(tool.body()).isEqualTo(200);
    }

    @Test
    void guide_refuses_another_body_under_one_id_and_tkw_answers_duplicate() throws Exception {
        for (String service : new String[] {FarSide.ANY, FarSide.TOOL}) {
            ProxyClient request = proxy.to(service);
            assertThat(request.post(early(service)).status()).isEqualTo(200);
            Reply other = request.post(early(service));
            assertThat(other.status()).isEqualTo(service.equals(FarSide.ANY) ? 400 : 409);
            assertThat(other.issue()).isEqualTo(service.equals(FarSide.ANY) ? "invariant" : "duplicate");
        }
    }

    @Test
    void guide_answers_404_to_an_unmatched_response_and_tkw_judges_its_content() throws Exception {
        ObjectNode referral = response(Messages.referral(), "revoked", null);
        ObjectNode validation = response(Messages.validation(), "active", "in-progress");
        assertThat(proxy.to(FarSide.ANY).post(referral.deepCopy()).status()).isEqualTo(404);
        assertThat(proxy.to(FarSide.ANY).post(validation.deepCopy()).status()).isEqualTo(404);
        Reply unasked = proxy.to(FarSide.TOOL).post(Messages.to(FarSide.TOOL, referral));
        assertThat(unasked.status()).as(unasked.body()).isEqualTo(200);
        assertThat(proxy.to(FarSide.TOOL)
                        .post(Messages.to(FarSide.TOOL, validation))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void guide_refuses_an_update_of_a_999_referral_and_tkw_accepts_it() throws Exception {
        for (String service : new String[] {FarSide.ANY, FarSide.TOOL}) {
            ObjectNode message = Changed.useCase("a3t1", early(service));
            ProxyClient conversation = proxy.to(service);
            Reply sent = conversation.post(message);
            assertThat(sent.status()).as(sent.body()).isEqualTo(200);
            ObjectNode update = Messages.because("update", (ObjectNode) sent.json());
            Reply reply = conversation
                    .with("X-Request-Id", UUID.randomUUID().toString())
                    .post(update);
            assertThat(reply.status()).as(reply.body()).isEqualTo(service.equals(FarSide.ANY) ? 400 : 200);
        }
    }

    @Test
    void the_tool_wants_its_own_issue_for_a_malformed_id() throws Exception {
        assertThat(proxy.to(FarSide.ANY)
                        .with("X-Request-Id", "x")
                        .post(Messages.validation())
                        .issue())
                .isEqualTo("value");
        assertThat(proxy.to(FarSide.TOOL)
                        .with("X-Request-Id", "x")
                        .post(Messages.validation())
                        .issue())
                .isEqualTo("invariant");
        assertThat(proxy.to(FarSide.TOOL)
                        .with("X-Request-Id", "x")
                        .post(Messages.referral())
                        .issue())
                .isEqualTo("value");
    }

    @Test
    void an_update_with_another_full_url_or_patient_is_refused() throws Exception {
        ProxyClient conversation = proxy.to(FarSide.ANY);
        Reply sent = conversation.post(Messages.validation());
        ObjectNode answer = (ObjectNode) sent.json();
        String url =
                MessageBundle.of(answer).first("ServiceRequest").orElseThrow().fullUrl();
        String renamed =
                Messages.because("update", answer.deepCopy()).toString().replace(url, "urn:uuid:" + UUID.randomUUID());
        ObjectNode somebodyElse = Changed.nhsNumber("9000000025", Messages.because("update", answer.deepCopy()));

        assertThat(conversation
                        .with("X-Request-Id", UUID.randomUUID().toString())
                        .post(renamed.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
        assertThat(conversation
                        .with("X-Request-Id", UUID.randomUUID().toString())
                        .post(somebodyElse)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void several_broken_rules_are_told_together_and_the_decisive_one_first() throws Exception {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "Patient").remove("contact");
        Messages.resource(message, "Consent").remove("category");
        Messages.resource(message, "Flag").remove(List.of("code", "category"));
        ProxyClient request = proxy.to(FarSide.ANY);

        Reply reply = request.post(message);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("issue")).hasSize(3);
        assertThat(reply.diagnostics()).contains("contact rank 1");
        assertThat(request.post(message).json().path("issue"))
                .isEqualTo(reply.json().path("issue"));
    }

    private static ObjectNode early(String service) {
        return version("1.1.0", Messages.to(service, Messages.referral()));
    }

    private static ObjectNode version(String version, ObjectNode message) {
        ((ObjectNode) message.path("meta")).put("versionId", version);
        return message;
    }

    private static ObjectNode response(
            ObjectNode message, String status, @org.jspecify.annotations.Nullable String encounter) {
        ObjectNode header = MessageBundle.of(message).header();
        Changed.event("servicerequest-response", message);
        header.putObject("response")
                .put("identifier", UUID.randomUUID().toString())
                .put("code", "ok");
        header.remove("definition");
        version("1.1.0", message);
        Messages.resource(message, "ServiceRequest").put("status", status);
        if (encounter != null) {
            ObjectNode ours = Messages.resource(message, "Encounter").deepCopy();
            ObjectNode entry = message.withArray("entry").addObject().put("fullUrl", "urn:uuid:" + UUID.randomUUID());
            entry.set("resource", ours.put("status", encounter));
        }
        return message;
    }
}
