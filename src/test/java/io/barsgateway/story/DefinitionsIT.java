package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** GET /MessageDefinition: what a service says that it receives, made from its settings. */
@GatewayTest
class DefinitionsIT {

    private final ProxyClient proxy;

    DefinitionsIT(@Qualifier("inboundListener") Listener inbound) {
        this.proxy = ProxyClient.at(inbound.boundPort());
    }

    private Reply get(String service, String path) throws Exception {
        return proxy.to(service).with("Content-Type", "").call("GET", path, new byte[0]);
    }

    @Test
    void definitions_are_made_from_the_settings_of_the_service() throws Exception {
        Reply picky = get(FarSide.PICKY, "/MessageDefinition?context=" + FarSide.PICKY + "&context=a4t1");
        assertThat(picky.status()).as(picky.body()).isEqualTo(200);
        assertThat(picky.json().path("total").asInt()).isEqualTo(2);
        for (JsonNode entry : picky.json().path("entry")) {
            JsonNode definition = entry.path("resource");
            assertThat(definition.path("version").asText()).isEqualTo("1.2.0");
            assertThat(definition.path("useContext")).hasSize(2);
            assertThat(definition.path("useContext").toString()).contains(FarSide.PICKY, "a4t1");
            assertThat(definition.path("focus").toString()).contains("ServiceRequest");
        }
        assertThat(get(FarSide.PICKY, "/MessageDefinition?context=" + FarSide.PICKY + "&context=a1t1")
                        .status())
                .isEqualTo(404);
        assertThat(get(FarSide.TOOL, "/MessageDefinition?context=" + FarSide.TOOL)
                        .json()
                        .path("entry")
                        .path(0)
                        .path("resource")
                        .path("useContext"))
                .hasSize(3)
                .anySatisfy(context ->
                        assertThat(context.toString()).contains("variant-state", "\"code\":\"" + FarSide.TOOL + "\""));
        assertThat(get(FarSide.TOOL, "/MessageDefinition?context=" + FarSide.TOOL + "&context=referraltopharmacy")
                        .body())
                .contains("a5t1", "a5t2", "a5t3");
        String old = "/MessageDefinition?context=referraltopharmacy";
        assertThat(get(FarSide.ANY, old).body()).contains("referraltopharmacy").doesNotContain("a5t1");
        assertThat(get(FarSide.PICKY, old).status()).isEqualTo(404);
    }

    @Test
    void each_context_has_the_shape_of_its_reading() throws Exception {
        String workflow = "{\"code\":{\"system\":\"http://terminology.hl7.org/CodeSystem/usage-context-type\","
                + "\"code\":\"workflow\"},\"valueCodeableConcept\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"}]}}";
        String dos = "https://fhir.nhs.uk/Id/dos-service-id";
        for (String service : new String[] {FarSide.ANY, FarSide.TOOL}) {
            String id = workflow.formatted(dos, service);
            String useCase = workflow.formatted("https://fhir.nhs.uk/CodeSystem/usecases-categories-bars", "a1t1");
            String older = "{\"code\":{\"system\":\"" + dos + "\",\"code\":\"" + service
                    + "\"},\"valueCodeableConcept\":{\"coding\":[{\"system\":"
                    + "\"http://terminology.hl7.org/CodeSystem/variant-state\",\"code\":\"positive\"}]}}";
            JsonNode found = get(service, "/MessageDefinition?context=" + service + "&context=a1t1")
                    .json();

            assertThat(found.path("entry")).isNotEmpty().allSatisfy(entry -> assertThat(
                            entry.path("resource").path("useContext"))
                    .map(JsonNode::toString)
                    .containsExactlyElementsOf(
                            service.equals(FarSide.ANY)
                                    ? java.util.List.of(id, useCase)
                                    : java.util.List.of(id, useCase, older)));
        }
    }

    @Test
    void each_focus_has_its_profile_and_no_type_is_left_out() throws Exception {
        JsonNode definition = get(FarSide.ANY, "/MessageDefinition?context=" + FarSide.ANY + "&context=a1t1")
                .json()
                .path("entry")
                .path(0)
                .path("resource");

        assertThat(definition.path("name").asText()).isEqualTo("bars-message-servicerequest-request-referral");
        assertThat(definition.path("focus"))
                .hasSize(26)
                .allSatisfy(focus -> assertThat(focus.path("profile").asText()).contains("/StructureDefinition/"));
        assertThat(definition.path("focus").findValuesAsText("code")).contains("Communication", "Procedure", "Device");
    }

    @Test
    void head_is_answered_as_get_without_the_body() throws Exception {
        for (String path : new String[] {"/metadata", "/MessageDefinition?context=" + FarSide.ANY, "/nowhere"}) {
            Reply whole = get(FarSide.ANY, path);
            Reply head = proxy.to(FarSide.ANY).with("Content-Type", "").call("HEAD", path, new byte[0]);

            assertThat(head.status()).as(path).isEqualTo(whole.status());
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Length")).isEqualTo(whole.header("Content-Length"));
            assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
        }
        assertThat(proxy.to(FarSide.ANY)
                        .call("HEAD", "/$process-message", new byte[0])
                        .status())
                .isEqualTo(405);
    }
}
