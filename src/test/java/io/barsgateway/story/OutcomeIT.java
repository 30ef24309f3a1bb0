package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.RowSample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;

/** The outcomes besides interim and full: a patient who did not come, an ambulance on its way, a case that is not taken on. */
@GatewayTest
class OutcomeIT {

    private final ProxyClient proxy;
    private final LocalClient local;
    private final Conversations conversations;

    OutcomeIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
        this.conversations = new Conversations(proxy);
    }

    @Test
    void the_response_about_a_missed_appointment_carries_its_booking() throws Exception {
        Conversations.Case held = conversations.accepted(RowSample.NEW_REFERRAL.message(), FarSide.ANY);
        ObjectNode booking = RowSample.NEW_BOOKING.message();
        Messages.resource(booking, "Appointment")
                .putArray("basedOn")
                .addObject()
                .put(
                        "reference",
                        "ServiceRequest/"
                                + held.answer()
                                        .first("ServiceRequest")
                                        .orElseThrow()
                                        .resource()
                                        .path("id")
                                        .asText());
        Reply booked = proxy.to(FarSide.ANY)
                .with("X-Correlation-Id", held.correlationId())
                .post(booking);
        assertThat(booked.status()).as(booked.body()).isEqualTo(200);
        String report = "{\"reference\":\"" + held.reference() + "\",\"kind\":\"safeguarding-dna\"}";

        assertThat(local.report(report).status()).isEqualTo(202);

        MessageBundle response = Conversations.received(held, "response-referral");
        ResponseCheck.missed(held.request(), held.answer(), response);
        assertThat(local.report(report).status()).as("it is over").isEqualTo(409);
    }

    @Test
    void each_allowed_move_of_an_ambulance_is_a_response() throws Exception {
        Conversations.Case held = conversations.accepted(RowSample.OUT_OF_AREA.message(), FarSide.ANY);
        String status = "{\"reference\":\"" + held.reference() + "\",\"kind\":\"status\",\"status\":\"%s\"}";

        assertThat(local.report(status.formatted("arrived")).status()).isEqualTo(409);
        assertThat(local.report(status.formatted("in-progress")).status()).isEqualTo(202);
        MessageBundle response = Conversations.received(held, "response-referral-short");
        ResponseCheck.status(held.request(), held.answer(), response, "in-progress");
        assertThat(local.report("{\"reference\":\"" + held.reference()
                                + "\",\"kind\":\"rejected\",\"rejection\":\"FC\"}")
                        .status())
                .as("an out-of-area case cannot be rejected")
                .isEqualTo(409);
        for (String next : List.of("arrived", "finished")) {
            assertThat(local.report(status.formatted(next)).status()).isEqualTo(202);
        }
        assertThat(local.report(status.formatted("planned")).status()).isEqualTo(409);
    }

    @Test
    void a_call_for_help_that_is_not_taken_on_says_why() throws Exception {
        Conversations.Case held = conversations.accepted(RowSample.CALL_FOR_HELP.message(), FarSide.ANY);
        String rejected = "{\"reference\":\"" + held.reference() + "\",\"kind\":\"rejected\",\"rejection\":\"OTH\"%s}";

        assertThat(local.report(rejected.formatted("")).status())
                .as("OTH needs words")
                .isEqualTo(400);
        assertThat(local.report(rejected.formatted(",\"reason\":\"No crew within the time\""))
                        .status())
                .isEqualTo(202);

        MessageBundle response = Conversations.received(held, "response-referral-short");
        ResponseCheck.rejection(held.request(), held.answer(), response, "OTH", "No crew within the time");
    }

    @Test
    void a_validation_that_is_not_taken_on_ends_there() throws Exception {
        Conversations.Case held = conversations.accepted(Messages.validation(), FarSide.ANY);

        assertThat(local.report("{\"reference\":\"" + held.reference()
                                + "\",\"kind\":\"rejected\",\"rejection\":\"RRNA\"}")
                        .status())
                .isEqualTo(202);

        MessageBundle response = Conversations.received(held, "validation-interim");
        assertThat(response.focus().orElseThrow().resource().path("status").asText())
                .isEqualTo("cancelled");
        assertThat(local.report("{\"reference\":\"" + held.reference() + "\",\"kind\":\"interim\"}")
                        .status())
                .isEqualTo(409);
        Reply read = proxy.to(FarSide.ANY)
                .call(
                        "GET",
                        "/ServiceRequest/"
                                + held.answer()
                                        .first("ServiceRequest")
                                        .orElseThrow()
                                        .resource()
                                        .path("id")
                                        .asText(),
                        new byte[0]);
        assertThat(read.json().path("status").asText()).as(read.body()).isEqualTo("revoked");
    }
}
