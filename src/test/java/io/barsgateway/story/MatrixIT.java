package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import io.barsgateway.simulator.FarReply;
import io.barsgateway.simulator.Habit;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** What a far end with habits sends, varied one by one: which of it is taken (docs/conformance.md, W8.4). */
@GatewayTest
class MatrixIT {

    private static final String FAR = "2000011147";
    private static final String JOURNEY = "6a5c0f3a-3f5e-4d0c-9b53-0d0f3f6c1b11";

    private static final Map<String, Consumer<ObjectNode>> CHANGES = Map.ofEntries(
            Map.entry("as it is", message -> {}),
            Map.entry("identifier of nothing known", message -> header(message)
                    .withObject("response")
                    .put("identifier", UUID.randomUUID().toString())),
            Map.entry(
                    "no identifier",
                    message -> header(message).withObject("response").remove("identifier")),
            Map.entry("no response", message -> header(message).remove("response")),
            Map.entry("focus on ServiceRequest", message -> header(message)
                    .putArray("focus")
                    .addObject()
                    .put(
                            "reference",
                            MessageBundle.of(message)
                                    .first("ServiceRequest")
                                    .orElseThrow()
                                    .fullUrl())),
            Map.entry("focus on Patient", message -> header(message)
                    .putArray("focus")
                    .addObject()
                    .put(
                            "reference",
                            MessageBundle.of(message)
                                    .first("Patient")
                                    .orElseThrow()
                                    .fullUrl())),
            Map.entry("no focus", message -> header(message).remove("focus")),
            Map.entry("reason update", message -> reason(message, "update")),
            Map.entry("reason delete", message -> reason(message, "delete")),
            Map.entry("no definition", message -> header(message).remove("definition")),
            Map.entry("another definition", message -> header(message)
                    .put("definition", Systems.DEFINITIONS + "bars-message-booking-request")),
            Map.entry("unknown definition", message -> header(message)
                    .put("definition", Systems.DEFINITIONS + "bars-message-of-tomorrow")),
            Map.entry("journey as literal", message -> journey(message, "EpisodeOfCare/" + JOURNEY)),
            Map.entry("journey as urn", message -> journey(message, "urn:uuid:" + JOURNEY)),
            Map.entry("journey bare", message -> journey(message, JOURNEY)),
            Map.entry("no versionId", message -> message.withObject("meta").remove("versionId")),
            Map.entry("old versionId", message -> message.withObject("meta").put("versionId", "1.0.0-beta")),
            Map.entry("use case upper", message -> useCase(message, String::toUpperCase)),
            Map.entry("use case unknown", message -> useCase(message, code -> "z9t9")),
            Map.entry("use case of two digits", message -> useCase(message, code -> "a1t10")),
            Map.entry("codings turned", MatrixIT::turnCodings),
            Map.entry("service request completed", message -> Messages.resource(message, "ServiceRequest")
                    .put("status", "completed")),
            Map.entry("service request on hold", message -> Messages.resource(message, "ServiceRequest")
                    .put("status", "on-hold")),
            Map.entry(
                    "number that fails its check digit", message -> ((ObjectNode) Messages.resource(message, "Patient")
                                    .path("identifier")
                                    .path(0))
                            .put("value", "1234567890")),
            Map.entry("arrived", message -> last(message).put("status", "arrived")),
            Map.entry("finished", message -> last(message).put("status", "finished")),
            Map.entry("onleave", message -> last(message).put("status", "onleave")));

    private final LocalClient local;

    MatrixIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.local = new LocalClient(local.boundPort());
        FarSide.CATALOGUE.gatewayAt("https://localhost:" + inbound.boundPort());
    }

    @AfterEach
    void behave() {
        FarSide.SIMULATOR.farEnd().behave(Set.of());
        FarSide.CATALOGUE.gatewayAt("");
    }

    private static ObjectNode header(ObjectNode message) {
        return MessageBundle.of(message).header();
    }

    private static void reason(ObjectNode message, String code) {
        ((ObjectNode) header(message).path("reason").path("coding").path(0)).put("code", code);
    }

    private static void journey(ObjectNode message, String reference) {
        MessageBundle.of(message).all("Encounter").forEach(encounter -> encounter
                .resource()
                .putArray("episodeOfCare")
                .addObject()
                .put("reference", reference));
    }

    private static ArrayNode categories(ObjectNode message) {
        return (ArrayNode) Messages.resource(message, "ServiceRequest").path("category");
    }

    private static void useCase(ObjectNode message, java.util.function.UnaryOperator<String> change) {
        categories(message).forEach(category -> category.path("coding").forEach(coding -> {
            if (coding.path("system").asText().equals(Systems.USE_CASES)) {
                ((ObjectNode) coding)
                        .put("code", change.apply(coding.path("code").asText()));
            }
        }));
    }

    private static void turnCodings(ObjectNode message) {
        ArrayNode categories = categories(message);
        categories.forEach(category -> {
            ArrayNode codings = (ArrayNode) category.path("coding");
            codings.add(codings.remove(0));
        });
        categories.add(categories.remove(0));
    }

    private static ObjectNode last(ObjectNode message) {
        var all = MessageBundle.of(message).all("Encounter");
        return all.get(all.size() - 1).resource();
    }

    /** A request of ours that the far end has taken; its Bundle.id. */
    private String sent(ObjectNode wish) throws Exception {
        Reply held = local.send(wish);
        assertThat(held.status()).as(held.body()).isEqualTo(202);
        String reference = held.json().path("reference").asText();
        Awaitility.await().until(() -> local.state(reference).equals("accepted"));
        return held.json().path("bundleId").asText();
    }

    @ParameterizedTest(name = "{0} {1} with {2}: {3} {4}")
    @CsvSource({
        "INTERIM, as it is, '', 200, ''",
        "INTERIM, identifier of nothing known, '', 200, ''",
        "INTERIM, no identifier, '', 400, invariant",
        "INTERIM, no response, '', 400, invariant",
        "INTERIM, focus on ServiceRequest, '', 200, ''",
        "INTERIM, focus on Patient, '', 400, invariant",
        "INTERIM, no focus, '', 400, invariant",
        "INTERIM, reason delete, '', 400, invariant",
        "INTERIM, no definition, '', 200, ''",
        "INTERIM, another definition, '', 400, invariant",
        "INTERIM, unknown definition, '', 400, invariant",
        "INTERIM, journey as literal, '', 200, ''",
        "INTERIM, journey as urn, '', 200, ''",
        "INTERIM, journey bare, '', 200, ''",
        "INTERIM, no versionId, '', 400, invariant",
        "INTERIM, old versionId, '', 200, ''",
        "INTERIM, use case upper, '', 200, ''",
        "INTERIM, use case unknown, '', 400, invariant",
        "INTERIM, codings turned, '', 200, ''",
        "INTERIM, service request on hold, '', 400, invariant",
        "INTERIM, onleave, '', 400, invariant",
        "FULL, as it is, '', 200, ''",
        "FULL, reason update, '', 200, ''",
        "FULL, service request completed, '', 200, ''",
        "FULL, as it is, TKW, 200, ''",
        "FULL, as it is, ENDPOINTS_NOT_SWAPPED, 200, ''",
        "FULL, as it is, ORGANISATIONS_NOT_SWAPPED, 200, ''",
        "FULL, as it is, URN_IDENTIFIERS, 200, ''",
        "FULL, as it is, UNCHANGED_LAST_UPDATED, 200, ''",
        "FULL, as it is, XML, 200, ''",
        "FULL, focus on ServiceRequest, TKW ENDPOINTS_NOT_SWAPPED URN_IDENTIFIERS XML, 200, ''",
        "REJECTION, as it is, '', 200, ''",
        "REJECTION, as it is, TKW, 200, ''"
    })
    void a_response_to_a_validation(FarReply reply, String change, String habits, int status, String issue)
            throws Exception {
        String bundleId = sent(Requests.validation("a4t1", FarSide.ANY, FAR));
        FarSide.SIMULATOR.farEnd().behave(habits(habits));

        check(
                FarSide.SIMULATOR.farEnd().respond(bundleId, reply, CHANGES.getOrDefault(change, message -> {
                    throw new IllegalArgumentException(change);
                })),
                status,
                issue);
    }

    @ParameterizedTest
    @CsvSource({
        "as it is, 200, ''",
        "arrived, 200, ''",
        "finished, 200, ''",
        "onleave, 400, invariant",
        "use case unknown, 400, invariant"
    })
    void a_status_between_ambulance_services(String change, int status, String issue) throws Exception {
        ObjectNode wish = Requests.validation("a6t1", FarSide.ANY, FAR);
        wish.put("kind", "referral");
        String bundleId = sent(wish);

        check(FarSide.SIMULATOR.farEnd().respond(bundleId, FarReply.STATUS, CHANGES.get(change)), status, issue);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "as it is, 200, ''",
        "focus on Patient, 400, invariant",
        "no focus, 400, invariant",
        "reason update, 400, invariant",
        "reason delete, 400, invariant",
        "no definition, 200, ''",
        "another definition, 400, invariant",
        "unknown definition, 400, invariant",
        "journey as literal, 200, ''",
        "journey as urn, 200, ''",
        "journey bare, 200, ''",
        "no versionId, 400, invariant",
        "old versionId, 200, ''",
        "use case upper, 200, ''",
        "use case unknown, 400, invariant",
        "use case of two digits, 200, ''",
        "codings turned, 200, ''",
        "service request completed, 400, invariant",
        "number that fails its check digit, 200, ''"
    })
    void a_new_referral(String change, int status, String issue) throws Exception {
        for (Habit habit : new Habit[] {Habit.TKW, Habit.XML}) {
            FarSide.SIMULATOR.farEnd().behave(Set.of(habit));
            ObjectNode message = Messages.to(FarSide.ANY, Messages.referral());
            CHANGES.get(change).accept(message);

            check(FarSide.SIMULATOR.farEnd().send(Messages.bytes(message), FarSide.ANY), status, issue);
        }
    }

    private static Set<Habit> habits(String named) {
        return Arrays.stream(named.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Habit::valueOf)
                .collect(Collectors.toSet());
    }

    private static void check(HttpResponse<byte[]> answer, int status, String issue) {
        JsonNode body = AnyForm.read(answer.body());
        assertThat(answer.statusCode()).as(body.path("issue").toString()).isEqualTo(status);
        assertThat(body.path("issue").path(0).path("code").asText()).isEqualTo(issue);
    }
}
