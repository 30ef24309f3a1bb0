package io.barsgateway.send.partner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Works;
import io.barsgateway.send.proxy.ProxyReply;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a search finds of a request whose answer was lost: ours, and surely ours, or nothing. */
class ReadLostTest {

    private static final String NUMBER = "9990000018";

    private final ObjectNode sent = Messages.referral();

    private ObjectNode ours() {
        return Messages.resource(sent, "ServiceRequest").deepCopy().put("id", "theirs-1");
    }

    private static ObjectNode searchset(ObjectNode... resources) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode().put("resourceType", "Bundle");
        bundle.putArray("entry");
        for (ObjectNode resource : resources) {
            bundle.withArray("entry")
                    .addObject()
                    .put("fullUrl", "urn:uuid:x-" + resource.path("id").asText())
                    .set("resource", resource);
        }
        return bundle;
    }

    private static ProxyReply reply(int status, byte[] body) {
        return new ProxyReply(status, new Original(body));
    }

    private String found(ObjectNode searchset) {
        return new ReadLost().read(reply(200, Messages.bytes(searchset)), Works.of("NEW_REFERRAL", sent));
    }

    @Test
    void our_lost_request_is_recognised_by_its_time_and_patient() {
        assertThat(found(searchset(ours()))).isEqualTo("theirs-1");
    }

    @Test
    void a_patient_may_be_named_by_number_or_be_in_the_answer() {
        ObjectNode byNumber = ours();
        byNumber.putObject("subject")
                .putObject("identifier")
                .put("system", Systems.NHS_NUMBER)
                .put("value", NUMBER);
        ObjectNode byId = ours();
        byId.putObject("subject").put("reference", "Patient/p1");
        ObjectNode patient = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Patient")
                .put("id", "p1");
        patient.putArray("identifier")
                .addObject()
                .put("system", Systems.NHS_NUMBER)
                .put("value", NUMBER);

        assertThat(found(searchset(byNumber))).isEqualTo("theirs-1");
        assertThat(found(searchset(byId, patient))).isEqualTo("theirs-1");
        ((ObjectNode) patient.path("identifier").path(0)).put("value", "9990000026");
        assertThat(found(searchset(byId, patient))).as("another patient").isEmpty();
        assertThat(found(searchset(byId))).as("nobody knows whose").isEmpty();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                other("of another patient", resource -> resource.putObject("subject")
                        .put("reference", "urn:uuid:other")),
                other("of another time", resource -> resource.put("authoredOn", "2020-01-01T00:00:00Z")),
                other("without a time", resource -> resource.remove("authoredOn")),
                other("that is over", resource -> resource.put("status", "revoked")),
                other("of another type", resource -> resource.put("resourceType", "Appointment")),
                other("without an id", resource -> resource.remove("id")));
    }

    private static Arguments other(String what, Consumer<ObjectNode> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void another_resource_is_not_ours(String what, Consumer<ObjectNode> change) {
        ObjectNode resource = ours();
        change.accept(resource);

        assertThat(found(searchset(resource))).as(what).isEmpty();
    }

    @Test
    void two_that_could_be_ours_or_a_page_of_many_are_none() {
        ObjectNode paged = searchset(ours());
        paged.putArray("link").addObject().put("relation", "next").put("url", "https://example.org/2");

        assertThat(found(searchset(ours(), ours().put("id", "theirs-2")))).isEmpty();
        assertThat(found(paged)).isEmpty();
    }

    @Test
    void a_receiver_that_does_not_answer_the_search_leaves_it_unknown() {
        for (int status : new int[] {401, 404, 500, 501, 503}) {
            assertThat(new ReadLost().read(reply(status, new byte[] {1}), Works.of("NEW_REFERRAL", sent)))
                    .isEmpty();
        }
        assertThat(new ReadLost().read(null, Works.of("NEW_REFERRAL", sent))).isEmpty();
    }

    @Test
    void a_booking_is_known_by_its_start() {
        ObjectNode booking = Messages.booking();
        ObjectNode appointment =
                Messages.resource(booking, "Appointment").deepCopy().put("id", "theirs-3");

        assertThat(new ReadLost()
                        .read(reply(200, Messages.bytes(searchset(appointment))), Works.of("NEW_BOOKING", booking)))
                .isEqualTo("theirs-3");
        appointment.put("start", "soon");
        assertThat(new ReadLost()
                        .read(reply(200, Messages.bytes(searchset(appointment))), Works.of("NEW_BOOKING", booking)))
                .isEmpty();
    }
}
