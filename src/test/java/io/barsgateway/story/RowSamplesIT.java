package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Differences;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.RowSample;
import io.barsgateway.message.Meaning;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** Each sample of a row of the standard through the door, after what has to come before it (docs/conformance.md, W1.3 and W1.4). */
@GatewayTest
class RowSamplesIT {

    private static final String FAR = "2000011147";

    /** What an update or a cancel is about. */
    private static final Map<RowSample, RowSample> OPENED_BY = Map.of(
            RowSample.CANCELLED_DEFINITION, RowSample.REFERRAL_DEFINITION,
            RowSample.BOOKING_CANCELLED_DEFINITION, RowSample.BOOKING_DEFINITION,
            RowSample.CANCELLED_REFERRAL, RowSample.NEW_REFERRAL,
            RowSample.CANCELLED_VALIDATION, RowSample.NEW_VALIDATION,
            RowSample.UPDATED_VALIDATION, RowSample.NEW_VALIDATION,
            RowSample.UPDATED_AMBULANCE_CASE, RowSample.OUT_OF_AREA,
            RowSample.UPDATED_REFERRAL, RowSample.NEW_REFERRAL,
            RowSample.CANCELLED_BOOKING, RowSample.NEW_BOOKING,
            RowSample.UPDATED_BOOKING, RowSample.NEW_BOOKING);

    private final ProxyClient proxy;
    private final LocalClient local;

    RowSamplesIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @ParameterizedTest
    @EnumSource
    void each_gets_the_answer_of_its_row_in_both_formats(RowSample sample) throws Exception {
        for (Format format : Format.values()) {
            ObjectNode message = sample.message();
            String conversation = comesAfter(sample, message);

            Reply reply = proxy.to(FarSide.ANY)
                    .with("X-Correlation-Id", conversation)
                    .with("Content-Type", format.mediaType())
                    .with("Accept", format.mediaType() + "; version=1.0.0")
                    .post(format == Format.XML ? FhirXml.write(message) : FhirJson.write(message));

            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            JsonNode answer = format == Format.XML ? FhirXml.read(body) : FhirJson.read(body);
            if (sample == RowSample.ANSWERS_NOTHING) {
                assertThat(reply.status()).as(reply.body()).isEqualTo(404);
            } else if (sample.meaning().isEmpty()) {
                assertThat(reply.status()).as(reply.body()).isEqualTo(400);
                assertThat(answer.at("/issue/0/code").asText()).isEqualTo("invariant");
            } else {
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                if (sample.meaning().filter(Meaning::isCancel).isPresent()) {
                    assertThat(answer).as("a plain echo").isEqualTo(message);
                } else {
                    assertThat(Differences.unexpected(message, answer)).isEmpty();
                }
            }
        }
    }

    @Test
    void an_update_or_a_cancel_of_something_unknown_is_not_found() throws Exception {
        for (RowSample sample : OPENED_BY.keySet()) {
            if (sample.meaning().isPresent()) {
                Reply reply = proxy.to(FarSide.EXAMPLES).post(Messages.to(FarSide.EXAMPLES, sample.message()));
                assertThat(reply.status()).as(sample + " " + reply.body()).isEqualTo(404);
                assertThat(reply.issue()).isEqualTo("not-found");
            }
        }
    }

    /** Plays what comes before a message, makes the message about it, and answers with the conversation of both. */
    private String comesAfter(RowSample sample, ObjectNode message) throws Exception {
        if (OPENED_BY.containsKey(sample)) {
            String conversation = UUID.randomUUID().toString();
            Reply opened = proxy.to(FarSide.ANY)
                    .with("X-Correlation-Id", conversation)
                    .post(OPENED_BY.get(sample).message());
            assertThat(opened.status()).as(opened.body()).isEqualTo(200);
            String subject = MessageBundle.of(message).focus().orElseThrow().type();
            Messages.resource(message, subject)
                    .put(
                            "id",
                            Messages.resource((ObjectNode) opened.json(), subject)
                                    .path("id")
                                    .asText());
            return conversation;
        }
        boolean answers = sample.meaning().filter(Meaning::isResponse).isPresent();
        return answers && sample != RowSample.ANSWERS_NOTHING
                ? answeredBy(message)
                : UUID.randomUUID().toString();
    }

    /** Sends the request that the response answers, about the same patient. */
    private String answeredBy(ObjectNode response) throws Exception {
        ObjectNode request = Messages.resource(response, "ServiceRequest");
        JsonNode category = request.path("category").path(0).path("coding");
        String useCase = category.path(1).path("code").asText();
        ObjectNode shortForm = Messages.shortSample(
                        category.path(0).path("code").asText().equals("validation")
                                ? "validation"
                                : useCase.startsWith("a6") ? "ambulance" : "referral")
                .put("useCase", useCase)
                .put("from", FarSide.ANY)
                .put("to", FAR);
        ObjectNode patient = Messages.resource(response, "Patient");
        shortForm
                .withObject("patient")
                .put("family", patient.at("/name/0/family").asText())
                .put("birthDate", patient.path("birthDate").asText())
                .put("gender", patient.path("gender").asText());
        patient.path("identifier").forEach(identifier -> {
            if (identifier.path("system").asText().equals(Systems.NHS_NUMBER)) {
                shortForm
                        .withObject("patient")
                        .put("nhsNumber", identifier.path("value").asText());
            }
        });
        Reply held = local.send(shortForm);
        assertThat(held.status()).as(held.body()).isEqualTo(202);
        String reference = held.json().path("reference").asText();
        Awaitility.await().until(() -> local.get("/messages?reference=" + reference)
                .json()
                .at("/messages/0/state")
                .asText()
                .equals("accepted"));
        MessageBundle.of(response)
                .header()
                .withObject("response")
                .put("identifier", held.json().path("bundleId").asText());
        return held.json().path("correlationId").asText();
    }
}
