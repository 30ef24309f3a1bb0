package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.RowSample;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** routes/50-respond.yaml and 60-send.yaml: an outcome becomes a response, and reaches the far end. */
@GatewayTest
class RespondIT {

    private static final String FULL = """
            {"reference":"%s","kind":"full","actionRequired":false,"arp":"unchanged",
             "outcomes":[{"system":"https://fhir.nhs.uk/CodeSystem/pathways-dx-codes","code":"Dx01","display":"Example"},
                         {"text":"Example outcome"}]}""";

    private final ProxyClient proxy;
    private final LocalClient local;
    private final Conversations conversations;

    RespondIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.conversations = new Conversations(proxy);
    }

    @Test
    void interim_and_full_say_what_the_standard_says() throws Exception {
        Conversations.Case held = conversations.accepted(RowSample.NEW_VALIDATION.message(), FarSide.ANY);

        assertThat(local.report("{\"reference\":\"" + held.reference() + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(202);
        ResponseCheck.interim(held.request(), held.answer(), Conversations.received(held, "interim"));

        assertThat(local.report(FULL.formatted(held.reference())).status()).isEqualTo(202);
        ResponseCheck.full(held.request(), held.answer(), Conversations.received(held, "full"), "update");
    }

    @Test
    void after_an_update_the_full_response_carries_what_the_sender_last_said() throws Exception {
        Conversations.Case held = conversations.accepted(RowSample.NEW_VALIDATION.message(), FarSide.ANY);
        ObjectNode update = RowSample.UPDATED_VALIDATION.message();
        String ourId = Tree.text(
                        held.answer().first("ServiceRequest").orElseThrow().resource(), "id")
                .orElseThrow();
        Messages.resource(update, "ServiceRequest").put("id", ourId);
        Reply reply = proxy.to(FarSide.ANY)
                .with("X-Correlation-Id", held.correlationId())
                .post(update);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);

        assertThat(local.report(FULL.formatted(held.reference())).status()).isEqualTo(202);

        MessageBundle full = Conversations.received(held, "full");
        ResponseCheck.full(held.request(), update, held.answer(), full, "new");
        assertThat(full.first("ServiceRequest").orElseThrow().resource().path("occurrencePeriod"))
                .as("the update's breach time")
                .isEqualTo(Messages.resource(update, "ServiceRequest").path("occurrencePeriod"));
        assertThat(full.first("CarePlan")
                        .orElseThrow()
                        .resource()
                        .path("period")
                        .path("start")
                        .asText())
                .as("the update's dispatch clock, verbatim")
                .isEqualTo(Messages.resource(update, "CarePlan")
                        .path("period")
                        .path("start")
                        .asText());
    }

    @Test
    void a_full_response_builds_on_an_update_after_the_interim() throws Exception {
        Conversations.Case held = conversations.accepted(RowSample.NEW_VALIDATION.message(), FarSide.ANY);
        assertThat(local.report("{\"reference\":\"" + held.reference() + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(202);
        Conversations.received(held, "interim");
        ObjectNode update = RowSample.UPDATED_VALIDATION.message();

        Reply reply = proxy.to(FarSide.ANY)
                .with("X-Correlation-Id", held.correlationId())
                .post(update);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(local.report(FULL.formatted(held.reference())).status()).isEqualTo(202);
        ResponseCheck.full(held.request(), update, held.answer(), Conversations.received(held, "full"), "update");
    }

    @Test
    void after_an_update_the_interim_carries_what_the_sender_last_said_too() throws Exception {
        Conversations.Case held = conversations.accepted(RowSample.NEW_VALIDATION.message(), FarSide.ANY);
        ObjectNode update = RowSample.UPDATED_VALIDATION.message();
        assertThat(proxy.to(FarSide.ANY)
                        .with("X-Correlation-Id", held.correlationId())
                        .post(update)
                        .status())
                .isEqualTo(200);

        assertThat(local.report("{\"reference\":\"" + held.reference() + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(202);

        MessageBundle interim = Conversations.received(held, "interim");
        ResponseCheck.interim(held.request(), update, held.answer(), interim);
        assertThat(interim.first("ServiceRequest").orElseThrow().resource().path("occurrencePeriod"))
                .isEqualTo(Messages.resource(update, "ServiceRequest").path("occurrencePeriod"));
    }

    @Test
    void a_correlation_id_of_two_cases_is_refused_as_ambiguous() throws Exception {
        Conversations.Case first = conversations.accepted(Messages.validation(), FarSide.ANY);
        assertThat(local.report("{\"correlationId\":\"" + first.correlationId() + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(202);
        ObjectNode second = Messages.validation();
        assertThat(proxy.to(FarSide.ANY)
                        .with("X-Correlation-Id", first.correlationId())
                        .post(second)
                        .status())
                .isEqualTo(200);

        Reply ambiguous = local.report("{\"correlationId\":\"" + first.correlationId() + "\",\"kind\":\"interim\"}");

        assertThat(ambiguous.status()).isEqualTo(409);
        assertThat(ambiguous.json().path("errors")).hasSize(2);
        assertThat(ambiguous.body()).contains(first.reference());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"interim\"}| 400 | required",
                "{\"reference\":\"NOPE\",\"kind\":\"interim\"}| 404 | reference",
                "{\"reference\":\"REF\",\"kind\":\"full\",\"arp\":\"unchanged\",\"outcomes\":[{\"text\":\"x\"}]}| 400 | actionRequired",
                "{\"reference\":\"REF\",\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"upgraded\",\"outcomes\":[{\"text\":\"x\"}]}| 400 | dispositionTime",
                "{\"reference\":\"REF\",\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\",\"outcomes\":[]}| 400 | outcomes",
                "{\"reference\":\"REF\",\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\",\"outcomes\":[{\"system\":\"https://fhir.nhs.uk/CodeSystem/arp-priority-codes\",\"code\":\"C1\"}]}| 400 | outcomes",
                "{\"reference\":\"REF\",\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\",\"finishedAt\":\"2001-01-01T00:00:00Z\",\"outcomes\":[{\"text\":\"x\"}]}| 400 | finishedAt",
                "{\"reference\":\"REF\",\"kind\":\"later\"}| 400 | kind",
                "{\"reference\":\"REF\",\"kind\":\"interim\",\"colour\":\"red\"}| 400 | colour",
                "not json| 400 | $"
            })
    void a_report_that_leaves_out_what_decides_care_is_refused_by_field(String report, int status, String field)
            throws Exception {
        Conversations.Case held = conversations.accepted(Messages.validation(), FarSide.ANY);

        Reply reply = local.report(report.replace("REF", held.reference()));

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.json().path("errors").toString()).contains(field);
        assertThat(FarSide.SIMULATOR.journal().events()).noneMatch(event -> event.detail("answers")
                .equals(held.request().path("id").asText()));
    }

    @Test
    void no_interim_after_the_full_one_and_none_twice() throws Exception {
        Conversations.Case held = conversations.accepted(Messages.validation(), FarSide.ANY);
        String interim = "{\"reference\":\"" + held.reference() + "\",\"kind\":\"interim\"}";
        assertThat(local.report(interim).status()).isEqualTo(202);
        assertThat(local.report(interim).status()).isEqualTo(409);
        assertThat(local.report(FULL.formatted(held.reference())).status()).isEqualTo(202);
        assertThat(local.report(FULL.formatted(held.reference())).status()).isEqualTo(409);
        assertThat(local.report(interim).status()).isEqualTo(409);
    }

    @Test
    void a_cancelled_case_takes_no_update_no_second_cancel_and_no_report() throws Exception {
        Conversations.Case held = conversations.accepted(Messages.validation(), FarSide.ANY);
        ObjectNode cancel = Changed.reason("update", Messages.validation());
        ObjectNode header = MessageBundle.of(cancel).header();
        header.put("definition", "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled");
        Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
        ProxyClient conversation = proxy.to(FarSide.ANY).with("X-Correlation-Id", held.correlationId());

        assertThat(conversation.post(cancel).status()).isEqualTo(200);
        Reply again = conversation
                .with("X-Request-Id", UUID.randomUUID().toString())
                .post(cancel.put("id", UUID.randomUUID().toString()));

        assertThat(again.status()).isEqualTo(400);
        assertThat(local.report("{\"reference\":\"" + held.reference() + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void the_schema_is_published_and_health_says_ready() throws Exception {
        assertThat(local.get("/responses/schema").json().path("title").asText()).contains("outcome");
        Reply health = local.get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("ready").asBoolean()).isTrue();
        assertThat(health.json().path("work").path("send").path("undelivered").isInt())
                .isTrue();
    }
}
