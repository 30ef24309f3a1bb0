package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** routes/45-view.yaml: a local system that reads no FHIR is told in one JSON, and can fetch its schema and the original. */
@GatewayTest
class ViewIT {

    private final ProxyClient proxy;
    private final LocalClient local;

    ViewIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    private JsonNode delivered(ProxyClient request) throws InterruptedException {
        Attempt attempt = FarSide.LOCAL
                .await(1, one -> one.header("X-Request-Id").equals(request.header("X-Request-Id")))
                .get(0);
        assertThat(attempt.header("Content-Type")).isEqualTo("application/json");
        return FhirJson.read(attempt.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_referral_is_told_in_short_in_whichever_format_it_came() throws Exception {
        ObjectNode message = Messages.to(FarSide.VIEWED, Messages.validation());
        ProxyClient inJson = proxy.to(FarSide.VIEWED);
        assertThat(inJson.post(message).status()).isEqualTo(200);
        ProxyClient inXml = proxy.to(FarSide.VIEWED).with("Content-Type", "application/fhir+xml");
        byte[] xml = FhirXml.write(Messages.to(FarSide.VIEWED, Messages.validation()));
        assertThat(inXml.post(xml).status()).isEqualTo(200);

        for (ProxyClient request : new ProxyClient[] {inJson, inXml}) {
            JsonNode view = delivered(request);
            assertThat(view.path("meaning").asText()).isEqualTo("NEW_VALIDATION");
            assertThat(view.at("/useCase/code").asText()).isEqualTo("a4t1");
            assertThat(view.at("/priority/code").asText()).isEqualTo("C3");
            assertThat(view.path("patient").path("nhsNumber").asText()).isEqualTo("9990000018");
            assertThat(view.at("/patient/name/family").asText()).isEqualTo("Sampleton");
            assertThat(view.at("/contacts/0/phones/0/value").asText()).isEqualTo("01632 960001");
            assertThat(view.path("scene").asText()).isIn("safe", "unsafe");
            assertThat(view.path("flags")).isNotEmpty();
            assertThat(view.at("/locations/0/address/postcode").asText()).isNotEmpty();
            assertThat(view.at("/request/occurrenceEnd/sent").asText()).isEqualTo("2026-11-20T10:00:00+00:00");
            assertThat(local.get(view.path("original").path("url").asText()).body())
                    .contains(view.path("original").path("bundleId").asText());
        }
        assertThat(local.get("/originals?message=none").status()).isEqualTo(404);
    }

    @Test
    void the_schema_is_published_under_its_version_and_each_view_meets_it() throws Exception {
        Reply schema = local.get("/view/1.0/schema");
        ProxyClient request = proxy.to(FarSide.VIEWED);
        assertThat(request.post(Messages.to(FarSide.VIEWED, Messages.booking())).status())
                .isEqualTo(200);

        JsonNode view = delivered(request);

        assertThat(schema.status()).isEqualTo(200);
        assertThat(schema.json().path("$id").asText())
                .isEqualTo("urn:bars-gateway:view:" + view.path("version").asText());
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(schema.body())
                        .validate(view))
                .isEmpty();
        assertThat(view.at("/appointment/slot/id").asText())
                .as("the id that the Slot has, not its fullUrl")
                .isEqualTo("0a0a0a0a-0000-4000-8000-000000000031");
    }

    @Test
    void a_harmless_oddity_warns_the_local_system_and_not_the_sender() throws Exception {
        ObjectNode message = Messages.to(FarSide.VIEWED, Messages.validation());
        Messages.resource(message, "PractitionerRole")
                .withObject("organization")
                .put("reference", "urn:uuid:11111111-0000-4000-8000-000000000001");
        ((ObjectNode) Messages.resource(message, "CarePlan")
                        .withArray("activity")
                        .get(0))
                .withArray("outcomeCodeableConcept")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", "https://fhir.nhs.uk/CodeSystem/arp-priority-codes");
        Messages.resource(message, "Flag").putObject("code").put("text", "a weapon on scene");
        ProxyClient request = proxy.to(FarSide.VIEWED);

        Reply reply = request.post(message);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).doesNotContain("names no entry");
        JsonNode view = delivered(request);
        assertThat(view.path("warnings").path(0).asText())
                .isEqualTo("PractitionerRole.organization.reference urn:uuid:11111111-0000-4000-8000-000000000001"
                        + " names no entry of the Bundle");
        assertThat(view.path("scene").asText()).isEqualTo("unsafe");
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request)).get(0).header("X-Bars-Warning"))
                .isEqualTo(view.path("warnings").path(0).asText());
    }

    @Test
    void a_booking_is_told_with_its_time() throws Exception {
        ProxyClient request = proxy.to(FarSide.VIEWED);
        assertThat(request.post(Messages.to(FarSide.VIEWED, Messages.booking())).status())
                .isEqualTo(200);

        assertThat(delivered(request).at("/appointment/start/sent").asText()).isEqualTo("2026-11-23T09:00:00+00:00");
    }
}
