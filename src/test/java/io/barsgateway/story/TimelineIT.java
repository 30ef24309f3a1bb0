package io.barsgateway.story;

import static io.barsgateway.story.OnCall.story;
import static io.barsgateway.story.OnCall.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OperatorClient;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import io.barsgateway.story.OnCall.Accepted;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where is my referral? The whole life of a message, as whoever is on call is told of it. */
@GatewayTest
@DirtiesContext
class TimelineIT {

    private static final String NHS_NUMBER = "9990000018";
    private static final Path FOLDER = OnCall.folder();

    private final ProxyClient proxy;
    private final JdbcClient jdbc;
    private final OperatorClient anna;
    private final OperatorClient viewer;
    private final OperatorClient nurse;
    private final OperatorClient system;

    TimelineIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
        this.anna = new OperatorClient(local.boundPort(), OnCall.token(OnCall.ANNA));
        this.viewer = new OperatorClient(local.boundPort(), OnCall.token(OnCall.VIEWER));
        this.nurse = new OperatorClient(local.boundPort(), OnCall.token(OnCall.FRAIL_NURSE));
        this.system = new OperatorClient(local.boundPort(), OnCall.token(OnCall.SYSTEM));
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        OnCall.settings(settings, FOLDER);
    }

    @AfterEach
    void the_frail_system_is_well_again() {
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true);
    }

    private Accepted accepted(ObjectNode message) throws Exception {
        return OnCall.accepted(proxy, FarSide.FRAIL, message);
    }

    @Test
    void a_message_is_found_by_each_of_its_ids() throws Exception {
        ObjectNode referral = Messages.referral();
        Accepted accepted = accepted(referral);

        JsonNode found = story(anna, accepted.reference(), "CAME", "DELIVERED");

        assertThat(found.path("about").asText()).isEqualTo("NEW_REFERRAL");
        assertThat(found.path("waits")).isEmpty();
        assertThat(words(found, "DELIVERED")).contains("delivered to the local system", "attempt=1");
        assertThat(words(found, "CAME")).contains(referral.path("id").asText());
        String heard =
                accepted.reference().replace("-", " ").toLowerCase(Locale.ROOT).replace('0', 'o');
        String message = jdbc.sql("SELECT id FROM message WHERE request_id = ?")
                .param(accepted.request().header("X-Request-Id"))
                .query(String.class)
                .single();
        for (String id : new String[] {
            "ServiceRequest/"
                    + Messages.resource((ObjectNode) accepted.answer(), "ServiceRequest")
                            .path("id")
                            .asText(),
            heard.replace(" ", "%20"),
            accepted.request().header("X-Request-Id").toUpperCase(Locale.ROOT),
            accepted.request().header("X-Correlation-Id"),
            referral.path("id").asText(),
            message
        }) {
            assertThat(OnCall.found(anna, id).path("reference").asText()).as(id).isEqualTo(accepted.reference());
        }
        assertThat(words(story(anna, accepted.reference(), "READ"), "READ"))
                .as("who looked")
                .contains("by anna");
    }

    @Test
    void one_that_failed_once_says_why_and_when() throws Exception {
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true, 500);
        Accepted accepted = accepted(Messages.referral());

        JsonNode found = story(anna, accepted.reference(), "CAME", "POSTPONED", "DELIVERED");

        assertThat(words(found, "POSTPONED")).contains("answered 500", "attempt=1");
        assertThat(words(found, "DELIVERED")).contains("attempt=2");
    }

    @Test
    void one_that_was_set_aside_and_retried_says_by_whom() throws Exception {
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true, 422);
        Accepted accepted = accepted(Messages.referral());
        JsonNode aside = story(anna, accepted.reference(), "CAME", "SET_ASIDE");
        JsonNode waiting = aside.path("waits").path(0);
        assertThat(waiting.path("state").asText()).isEqualTo("SET_ASIDE");
        long work = waiting.path("id").asLong();

        anna.did("handled", "/operator/work/retry", "{\"ids\":[" + work + "],\"reason\":\"their import is mended\"}");

        JsonNode found = story(anna, accepted.reference(), "CAME", "SET_ASIDE", "PERSON", "DELIVERED");
        assertThat(words(found, "PERSON")).contains("to be tried again at once", "their import is mended", "by anna");
        assertThat(found.path("waits")).isEmpty();
    }

    @Test
    void one_that_was_answered_by_interim_and_full_has_both() throws Exception {
        ObjectNode validation = Messages.validation();
        FarSide.SIMULATOR.farEnd().expects(validation.path("id").asText());
        Accepted accepted = accepted(validation);
        report("{\"reference\":\"" + accepted.reference().toLowerCase(Locale.ROOT) + "\",\"kind\":\"interim\"}");
        report("{\"reference\":\"" + accepted.reference() + "\",\"kind\":\"full\",\"actionRequired\":false,"
                + "\"arp\":\"unchanged\",\"outcomes\":[{\"text\":\"Example outcome\"}]}");

        JsonNode found = story(anna, accepted.reference(), "CAME", "COMPOSED", "COMPOSED", "SENT");

        assertThat(found.path("status").asText()).isEqualTo("COMPLETED");
        Awaitility.await()
                .untilAsserted(() -> assertThat(words(story(anna, accepted.reference(), "COMPOSED", "SENT"), "SENT")
                                .lines())
                        .hasSize(2));
    }

    private void report(String outcome) throws Exception {
        Reply reply = system.post("/responses", outcome);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    }

    @Test
    void one_that_was_cancelled_has_both_messages() throws Exception {
        Accepted accepted = accepted(Messages.validation());
        Reply reply = proxy.to(FarSide.FRAIL)
                .with("X-Correlation-Id", accepted.request().header("X-Correlation-Id"))
                .post(OnCall.cancel(accepted));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);

        // Both, or the second would take the answer that the next story has prepared
        JsonNode found = story(anna, accepted.reference(), "CAME", "DELIVERED", "DELIVERED");

        assertThat(found.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(words(found, "CAME")).contains("NEW_VALIDATION came", "CANCEL came");
    }

    @Test
    void a_late_decision_says_that_its_sender_has_not_come_back() throws Exception {
        Accepted accepted = accepted(Messages.referral());
        jdbc.sql("INSERT INTO unclaimed SELECT id, now() FROM message WHERE request_id = ?")
                .param(accepted.request().header("X-Request-Id"))
                .update();

        JsonNode found = story(anna, accepted.reference(), "CAME", "UNCLAIMED");

        assertThat(words(found, "UNCLAIMED")).contains("too late", "bars unclaimed");
    }

    @Test
    void the_timeline_of_a_refused_sending_says_whom_we_told() throws Exception {
        Reply held = system.post(
                "/messages",
                Requests.referral("a1t1", FarSide.FRAIL, FarSide.PICKY).toString());
        assertThat(held.status()).as(held.body()).isEqualTo(202);
        String reference = held.json().path("reference").asText();

        JsonNode found = story(anna, reference, "COMPOSED", "SET_ASIDE", "DELIVERED");

        assertThat(found.path("role").asText()).isEqualTo("sender");
        assertThat(words(found, "SET_ASIDE")).contains("the target answered 404");
        assertThat(words(found, "COMPOSED")).contains("Our local system is to be told: REFUSED");
    }

    @Test
    void a_refused_request_is_found_by_its_request_id() throws Exception {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "ServiceRequest").remove("status");
        ProxyClient request = proxy.to(FarSide.FRAIL);
        Reply refused = request.post(Messages.to(FarSide.FRAIL, message));
        assertThat(refused.status()).isEqualTo(400);
        String path = "/operator/find?id=" + request.header("X-Request-Id");

        JsonNode found = anna.told("found", path);

        assertThat(found.path("cases")).isEmpty();
        assertThat(refusal(found).path("verdict").asText()).isEqualTo("INVARIANT");
        assertThat(refusal(found).path("words").asText()).contains("ServiceRequest.status");
        assertThat(refusal(viewer.told("found", path)).has("words"))
                .as("words may quote the message")
                .isFalse();
    }

    /** The request that was refused, of what was found. */
    private static JsonNode refusal(JsonNode found) {
        return found.path("refused").path(0);
    }

    @Test
    void what_is_not_found_says_what_was_searched_and_what_was_not() throws Exception {
        Reply unknown = anna.get("/operator/find?id=AAAAA-AAAAA");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("searched").toString()).contains("references");
        assertThat(unknown.json().path("notSearched").toString()).contains("handshakes");
        Reply others = nurse.get("/operator/find?id=" + UUID.randomUUID());
        assertThat(others.json().path("notSearched").toString()).contains("services that this credential may not see");
        assertThat(anna.get("/operator/find?id=nonsense").status()).isEqualTo(400);
        Reply number = anna.get("/operator/find?id=" + NHS_NUMBER);
        assertThat(number.status()).isEqualTo(400);
        assertThat(number.body()).contains("NHS number").doesNotContain(NHS_NUMBER);
    }

    @Test
    void a_patient_search_finds_cases_and_the_audit_says_who_searched() throws Exception {
        ObjectNode referral = Changed.nhsNumber(NHS_NUMBER, Messages.referral());
        ObjectNode patient = Messages.resource(referral, "Patient");
        patient.put("birthDate", "1931-05-06");
        Accepted accepted = accepted(referral);
        String family = patient.path("name").findPath("family").asText();
        String postcode = patient.path("address").findPath("postalCode").asText();

        JsonNode byNumber = anna.did(
                "found", "/operator/find", "{\"nhsNumber\":\"999 000-0018\",\"reason\":\"asked by their GP\"}");
        JsonNode byName = anna.did("found", "/operator/find", """
                {"name":"%s","birthDate":"1931-05-06","postcode":"%s","reason":"asked by their GP"}""".formatted(
                        family.toUpperCase(Locale.ROOT), postcode.toLowerCase(Locale.ROOT)));

        for (JsonNode found : new JsonNode[] {byNumber, byName}) {
            assertThat(found.path("cases").findValuesAsText("reference")).contains(accepted.reference());
        }
        JsonNode read = story(anna, accepted.reference(), "READ");
        assertThat(words(read, "READ")).contains("asked by their GP", "by anna");
        assertThat(jdbc.sql("SELECT count(*) FROM audit WHERE rule LIKE :it OR detail LIKE :it OR caller LIKE :it")
                        .param("it", "%" + NHS_NUMBER + "%")
                        .query(Integer.class)
                        .single())
                .as("NHS numbers in the audit")
                .isZero();
    }

    @Test
    void a_patient_search_without_a_valid_number_or_a_reason_is_400() throws Exception {
        for (String body : new String[] {
            "{\"nhsNumber\":\"9990000019\",\"reason\":\"asked by their GP\"}",
            "{\"nhsNumber\":\"9990000018\"}",
            "{\"nhsNumber\":\"9990000018\",\"reason\":\"about 999 000 0018\"}",
            "{\"name\":\"Sampleton\",\"reason\":\"asked by their GP\"}",
            "{\"nhsNumber\":\"9990000018\",\"name\":\"x\",\"birthDate\":\"1931-05-06\",\"postcode\":\"x1\",\"reason\":\"asked by their GP\"}"
        }) {
            Reply reply = anna.post("/operator/find", body);
            assertThat(reply.status()).as(body + reply.body()).isEqualTo(400);
            assertThat(reply.body()).doesNotContain("9990000018", "Sampleton");
        }
        assertThat(viewer.post("/operator/find", "{\"nhsNumber\":\"9990000018\",\"reason\":\"asked by their GP\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_refused_request_for_an_unknown_service_is_found_by_its_id() throws Exception {
        ProxyClient request = proxy.to("2999999999");
        assertThat(request.post(Messages.validation()).status()).isEqualTo(404);
        String find = "/operator/find?id=" + request.header("X-Request-Id");
        Awaitility.await().until(() -> anna.get(find).status() == 200);

        JsonNode refused = refusal(anna.told("found", find));

        assertThat(refused.path("verdict").asText()).isEqualTo("404 not-found");
        assertThat(refused.path("words").asText()).startsWith("names a service that is not served here");
    }
}
