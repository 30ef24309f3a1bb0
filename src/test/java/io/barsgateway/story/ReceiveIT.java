package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** routes/20-receive.yaml and 30-accept.yaml through the real door. */
@GatewayTest
class ReceiveIT {

    private final Listener inbound;
    private final JdbcClient jdbc;
    private ProxyClient proxy;

    ReceiveIT(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc) {
        this.inbound = inbound;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect() {
        proxy = ProxyClient.at(inbound.boundPort());
    }

    @Test
    void a_new_validation_is_answered_with_our_ids_and_planned_encounter() throws Exception {
        ObjectNode message = Messages.validation();
        ProxyClient request = proxy.to(FarSide.ANY);

        Reply reply = request.post(message);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(reply.header("X-Request-Id")).isEqualTo(request.header("X-Request-Id"));
        assertThat(reply.header("X-Correlation-Id")).isEqualTo(request.header("X-Correlation-Id"));
        MessageBundle answer = MessageBundle.of(reply.json());
        assertThat(answer.id()).contains(message.path("id").asText());
        assertThat(answer.entries().stream().filter(entry -> !entry.type().equals("MessageHeader")))
                .allSatisfy(
                        entry -> assertThat(Tree.text(entry.resource(), "id")).isPresent());
        Entry ours = answer.all("Encounter").get(1);
        assertThat(Tree.text(ours.resource(), "status")).contains("planned");
        assertThat(ours.resource().path("episodeOfCare"))
                .isEqualTo(Messages.resource(message, "Encounter").path("episodeOfCare"));
        assertThat(Messages.identifier(ours.resource())).matches("[0-9A-Z]{5}-[0-9A-Z]{5}");
    }

    @Test
    void a_cancel_may_name_its_case_in_capital_letters() throws Exception {
        ObjectNode cancel = Messages.because("update", (ObjectNode)
                proxy.to(FarSide.ANY).post(Messages.validation()).json());
        ObjectNode request = Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
        request.put("id", request.path("id").asText().toUpperCase(java.util.Locale.ROOT));

        Reply reply = proxy.to(FarSide.ANY).post(cancel);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    @Test
    void the_bytes_are_held_as_they_came() throws Exception {
        String odd = new String(Messages.bytes(Messages.referral()), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"unknownElement\" : { \"kept\":1.50 },  ");

        ProxyClient request = proxy.to(FarSide.ANY);
        Reply reply = request.post(odd.getBytes(StandardCharsets.UTF_8));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("\"unknownElement\":{\"kept\":1.50}");
        byte[] held = jdbc.sql("SELECT body FROM message WHERE request_id = ?")
                .param(request.header("X-Request-Id"))
                .query(byte[].class)
                .single();
        assertThat(new String(held, StandardCharsets.UTF_8)).isEqualTo(odd);
    }

    @Test
    void xml_in_is_answered_in_xml_and_in_json_where_asked() throws Exception {
        byte[] xml = FhirXml.write(Messages.validation());
        Reply inXml = proxy.to(FarSide.ANY)
                .with("Content-Type", "application/fhir+xml")
                .with("Accept", "")
                .post(xml);
        Reply inJson = proxy.to(FarSide.ANY)
                .with("Content-Type", "application/fhir+xml")
                .with("Accept", "application/fhir+xml")
                .call("POST", "/$process-message?_format=json", FhirXml.write(Messages.validation()));

        assertThat(inXml.status()).as(inXml.body()).isEqualTo(200);
        assertThat(inXml.header("Content-Type")).isEqualTo("application/fhir+xml");
        assertThat(inXml.body()).startsWith("<?xml").contains("<status value=\"planned\"/>");
        assertThat(inJson.status()).as(inJson.body()).isEqualTo(200);
        assertThat(inJson.json().path("resourceType").asText()).isEqualTo("Bundle");
    }

    @Test
    void a_value_that_cannot_be_kept_is_refused_and_no_outage() throws Exception {
        for (String id : new String[] {"a\u0000b", "x".repeat(5000)}) {
            assertThat(proxy.to(FarSide.ANY)
                            .post(Messages.validation().put("id", id))
                            .status())
                    .isEqualTo(400);
        }
        String organisation = "{\"identifier\":[{\"value\":\"a\\u0000b\"}]}";
        assertThat(proxy.to(FarSide.ANY)
                        .with("NHSD-End-User-Organisation", ProxyClient.base64(organisation))
                        .post(Messages.validation())
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Request-Id, '', 400, required",
        "X-Request-Id, not-a-uuid, 400, value",
        "X-Request-Id, 1-1-1-1-1, 400, value",
        "X-Correlation-Id, '', 400, required",
        "NHSD-Target-Identifier, '', 400, required",
        "NHSD-Target-Identifier, '%%%', 400, value",
        "NHSD-Target-Identifier, bm90IGpzb24=, 400, value",
        "NHSD-Target-Identifier, eyJzeXN0ZW0iOiJ0ZXN0cyIsInZhbHVlIjoiTkhTMDAwMSJ9, 404, not-found",
        "NHSD-Requesting-Software, '%%%', 401, security",
        "NHSD-End-User-Organisation, bm90IGpzb24=, 401, security",
        "Content-Type, text/plain, 415, not-supported",
        "Content-Type, application/xml, 415, not-supported",
        "Content-Encoding, br, 415, not-supported",
        "Content-Encoding, 'gzip, gzip', 415, not-supported",
        "Content-Encoding, gzip, 400, invalid",
        "Accept, application/fhir+json; version=2.0.0, 406, processing",
        "Accept, text/html, 406, processing"
    })
    void a_wrong_header_gets_the_outcome_of_the_standard(String header, String value, int status, String issue)
            throws Exception {
        Reply reply = proxy.to(FarSide.ANY).with(header, value).post(Messages.validation());

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.issue()).isEqualTo(issue);
        assertThat(reply.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @Test
    void what_stands_in_the_query_is_no_header() throws Exception {
        Reply reply = proxy.to(FarSide.ANY)
                .with("X-Request-Id", "")
                .call(
                        "POST",
                        "/$process-message?X-Request-Id=" + UUID.randomUUID(),
                        Messages.bytes(Messages.validation()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.issue()).isEqualTo("required");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /$process-message, 405",
        "POST, /$PROCESS-MESSAGE, 404",
        "POST, /$process-message/, 404",
        "POST, /x:0/$process-message, 404",
        "POST, /%24process-message, 200",
        "GET, /metadata, 200",
        "OPTIONS, /metadata, 405",
        "GET, /Slot, 501",
        "GET, /MessageDefinition, 400",
        "GET, /ServiceRequest/1, 400",
        "PUT, /Appointment/1, 501",
        "GET, /nothing, 404"
    })
    void each_path_and_method_is_answered_as_the_standard_has_it(String method, String path, int status)
            throws Exception {
        byte[] body = method.equals("POST") ? Messages.bytes(Messages.validation()) : new byte[0];
        Reply reply = proxy.to(FarSide.ANY).call(method, path, body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        if (status == 405) {
            assertThat(reply.header("Allow")).isEqualTo(path.equals("/metadata") ? "GET" : "POST");
        }
        if (status >= 400) {
            assertThat(reply.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        }
    }

    @Test
    void a_body_over_the_limit_is_413_with_an_outcome() throws Exception {
        Reply reply =
                proxy.to(FarSide.ANY).with("Accept", "application/fhir+xml").post(new byte[300_000]);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.body()).startsWith("<?xml ").contains("<OperationOutcome xmlns=\"http://hl7.org/fhir\">");
    }

    @Test
    void nothing_of_the_request_is_echoed_but_the_two_ids() throws Exception {
        Reply reply = proxy.to(FarSide.ANY)
                .with("Authorization", "Bearer canary")
                .with("X-Other", "canary")
                .post(Messages.validation());

        assertThat(reply.headers().keySet())
                .containsExactlyInAnyOrder(
                        "x-request-id", "x-correlation-id", "content-type", "content-length", "connection");
    }

    @Test
    void a_service_takes_only_what_it_declares() throws Exception {
        assertThat(proxy.to(FarSide.PICKY)
                        .post(Messages.to(FarSide.PICKY, Messages.validation()))
                        .status())
                .isEqualTo(200);
        Reply otherUseCase = proxy.to(FarSide.PICKY).post(Messages.to(FarSide.PICKY, Messages.referral()));
        assertThat(otherUseCase.status()).isEqualTo(422);
        ObjectNode otherOrganisation = Changed.organisation("Z99", Messages.to(FarSide.PICKY, Messages.validation()));
        assertThat(proxy.to(FarSide.PICKY).post(otherOrganisation).status()).isEqualTo(400);
        assertThat(proxy.to(FarSide.PICKY).post(Messages.validation()).status())
                .as("the message names another service than the header")
                .isEqualTo(400);
    }
}
