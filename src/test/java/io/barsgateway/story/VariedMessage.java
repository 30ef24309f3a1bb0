package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import io.barsgateway.simulator.FarReply;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A kind of message that a Sender sends, ready to be sent as often as one likes: each time as a new one, after what has to
 * come before it.
 *
 * @param opensCase whether it is answered with all of itself and what is ours
 */
record VariedMessage(String name, boolean opensCase, Source source) {

    /** Makes the next one. */
    interface Source {
        ObjectNode next() throws Exception;
    }

    private static final String FAR = "2000011147";

    ObjectNode next() throws Exception {
        return source.next().put("id", UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return name;
    }

    /** Every kind, for a service. */
    static List<VariedMessage> all(String service, ProxyClient proxy, LocalClient local, JdbcClient jdbc)
            throws Exception {
        Before before = new Before(service, proxy, local, jdbc);
        ObjectNode ambulance = before.composed("ambulance");
        ObjectNode pharmacy = before.composed("pharmacy");
        ObjectNode broker = before.composed("broker");
        ObjectNode interim = before.response(FarReply.INTERIM);
        ObjectNode full = before.response(FarReply.FULL);
        return List.of(
                new VariedMessage("validation", true, () -> Messages.to(service, Messages.validation())),
                new VariedMessage("referral", true, () -> Messages.to(service, Messages.referral())),
                new VariedMessage("booking", true, () -> Messages.to(service, Messages.booking())),
                new VariedMessage("case of an ambulance service", true, ambulance::deepCopy),
                new VariedMessage("referral to a pharmacy", true, pharmacy::deepCopy),
                new VariedMessage("referral to a broker", true, broker::deepCopy),
                new VariedMessage("update", false, () -> before.update(Messages.validation())),
                new VariedMessage(
                        "cancel", false, () -> before.cancel(Messages.referral(), "ServiceRequest", "revoked")),
                new VariedMessage(
                        "cancel of a booking",
                        false,
                        () -> before.cancel(Messages.booking(), "Appointment", "cancelled")),
                new VariedMessage("interim response", false, interim::deepCopy),
                new VariedMessage("full response", false, full::deepCopy));
    }

    /** What comes before: requests that were accepted here, requests that were sent from here. */
    private record Before(String service, ProxyClient proxy, LocalClient local, JdbcClient jdbc) {

        private ObjectNode accepted(ObjectNode request) throws Exception {
            Reply reply = proxy.to(service).post(Messages.to(service, request));
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            return (ObjectNode) reply.json();
        }

        ObjectNode update(ObjectNode request) throws Exception {
            ObjectNode update = Messages.because("update", accepted(request));
            String now = Times.instant(Instant.now());
            MessageBundle.of(update)
                    .entries()
                    .forEach(entry -> entry.resource().withObject("meta").put("lastUpdated", now));
            return update;
        }

        ObjectNode cancel(ObjectNode request, String subject, String status) throws Exception {
            ObjectNode cancel = Messages.because("update", accepted(request));
            Messages.resource(cancel, subject).put("status", status);
            return cancel;
        }

        /** What a gateway composes from one of the short samples, for this service. */
        ObjectNode composed(String sample) throws Exception {
            ObjectNode shortForm =
                    Messages.shortSample(sample).put("from", service).put("to", FAR);
            ObjectNode message = sent(shortForm);
            MessageBundle.of(message)
                    .header()
                    .withObject("source")
                    .put("endpoint", "https://fhir.nhs.uk/Id/dos-service-id|" + FAR);
            return Messages.to(service, message);
        }

        /** The response of the far end to a validation that was sent from this service. */
        ObjectNode response(FarReply reply) throws Exception {
            ObjectNode request = sent(Requests.validation("a4t1", service, FAR));
            String id = request.path("id").asText();
            Awaitility.await().until(() -> FarSide.SIMULATOR.journal().events().stream()
                    .anyMatch(event -> event.what().equals("far end took")
                            && event.detail("id").equals(id)));
            ObjectNode[] response = new ObjectNode[1];
            FarSide.SIMULATOR.farEnd().respond(id, reply, written -> response[0] = written.deepCopy());
            return response[0];
        }

        private ObjectNode sent(ObjectNode shortForm) throws IOException, InterruptedException {
            Reply held = local.send(shortForm);
            assertThat(held.status()).as(held.body()).isEqualTo(202);
            String id = held.json().path("bundleId").asText();
            return (ObjectNode)
                    FhirJson.read(jdbc.sql("SELECT body FROM message WHERE bundle_id = ? AND direction = 'out'")
                            .param(id)
                            .query(byte[].class)
                            .single());
        }
    }
}
