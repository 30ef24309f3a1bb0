package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** routes/85-read.yaml: what a Sender may ask of a service, and how a wrong question is answered. */
@GatewayTest
class ReadIT {

    private static final String INCLUDES =
            "&_include=Slot:schedule&_include=Schedule:actor:HealthcareService&_include=Schedule:actor:Practitioner";
    private static final String NHS = "https://fhir.nhs.uk/Id/nhs-number|";

    private final ProxyClient proxy;

    ReadIT(@Qualifier("inboundListener") Listener inbound) {
        proxy = ProxyClient.at(inbound.boundPort());
    }

    private Reply get(String service, String path) throws Exception {
        return proxy.to(service).with("Content-Type", "").call("GET", path, new byte[0]);
    }

    /** The first entry of a searchset. */
    private static JsonNode first(Reply found) {
        return found.json().path("entry").path(0);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String slots(String service, Instant from, Instant to, String rest) {
        return "/Slot?Schedule.actor:HealthcareService=" + service + "&start=ge" + from + "&start=le" + to + rest;
    }

    private static Instant hour(int ahead) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).plus(ahead, ChronoUnit.HOURS);
    }

    @Test
    void a_generated_diary_offers_a_slot_each_quarter_hour() throws Exception {
        Reply reply = get(
                FarSide.SLOTTED,
                slots(
                        FarSide.SLOTTED,
                        hour(24),
                        hour(48).minusSeconds(1),
                        "&status=free" + INCLUDES + "&_include=Slot:unknown"));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        JsonNode answer = reply.json();
        assertThat(answer.path("type").asText()).isEqualTo("searchset");
        assertThat(answer.path("id").asText()).hasSize(36);
        assertThat(answer.path("total").asInt()).isEqualTo(92);
        Set<String> types = new HashSet<>();
        Set<String> fullUrls = new HashSet<>();
        for (JsonNode entry : answer.path("entry")) {
            JsonNode resource = entry.path("resource");
            types.add(resource.path("resourceType").asText() + " "
                    + entry.path("search").path("mode").asText());
            assertThat(fullUrls.add(entry.path("fullUrl").asText())).isTrue();
            assertThat(entry.path("fullUrl").asText())
                    .doesNotContain(resource.path("id").asText());
            if (resource.path("resourceType").asText().equals("Slot")) {
                assertThat(resource.path("id").asText()).hasSize(36);
                assertThat(resource.path("status").asText()).isEqualTo("free");
            }
        }
        assertThat(types)
                .containsExactlyInAnyOrder(
                        "Slot match", "Schedule include", "HealthcareService include", "Practitioner include");
        assertThat(answer.path("link").findValuesAsText("url"))
                .singleElement()
                .asString()
                .doesNotContain("unknown");
    }

    @Test
    void guide_answers_that_no_slots_are_free_and_tkw_answers_nothing() throws Exception {
        Reply guide = get(FarSide.SLOTTED, slots(FarSide.SLOTTED, hour(-48), hour(-24), "&status=free" + INCLUDES));
        Reply tool = get(FarSide.TOOL, slots(FarSide.TOOL, hour(-48), hour(-24), "&status=free" + INCLUDES));

        assertThat(guide.status()).isEqualTo(200);
        assertThat(guide.json().path("total").asInt()).isZero();
        assertThat(first(guide).path("search").path("mode").asText()).isEqualTo("outcome");
        assertThat(tool.status()).isEqualTo(200);
        assertThat(tool.json().path("total").asInt()).isZero();
        assertThat(tool.json().has("entry")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; 400; required",
                "status=free&START&ACTOR; 400; required",
                "status=free&START&ACTOR&_include=Slot:schedule; 400; required",
                "status=free&START&ACTOR&_include=Schedule:actor:HealthcareService; 400; required",
                "START&ACTOR&INCLUDES; 400; required",
                "status=bookable&START&ACTOR&INCLUDES; 400; value",
                "status=free&status=busy&START&ACTOR&INCLUDES; 400; value",
                "status=free&START&INCLUDES; 400; required",
                "status=free&START&Schedule.actor:HealthcareService=no-service&INCLUDES; 400; value",
                "status=free&START&Schedule.actor:HealthcareService=2000000001&INCLUDES; 404; not-found",
                "status=free&ACTOR&INCLUDES; 400; required",
                "status=free&start=ge2026-11-23T00:00:00Z&ACTOR&INCLUDES; 400; required",
                "status=free&START&start=le2026-11-24T00:00:00Z&ACTOR&INCLUDES; 400; required",
                "status=free&start=ge2026-11-23T00:00:00Z&start=ge2026-11-24T00:00:00Z&ACTOR&INCLUDES; 400; value",
                "status=free&start=ge2026-11-23T00:00:00&start=le2026-11-24T00:00:00&ACTOR&INCLUDES; 400; value",
                "status=free&start=ge2026-11-23T00:00:00%2B99:00&start=le2026-11-24T00:00:00Z&ACTOR&INCLUDES; 400; value",
                "status=free&start=ge%262026&start=le2026-11-24T00:00:00Z&ACTOR&INCLUDES; 400; value",
                "status=free&start=ge2026-11-25T00:00:00Z&start=le2026-11-24T00:00:00Z&ACTOR&INCLUDES; 400; value",
                "status=free&start=ge2026-11-23T00:00:00Z&start=le2027-11-24T00:00:00Z&ACTOR&INCLUDES; 422; too-costly",
                "status=free,busy&start=ge2026-11-23T00:00:00 00:00&start=le2026-11-24T00:00:00%2B00&ACTOR&INCLUDES; 200; ''"
            })
    void a_slot_search_is_held_to_its_parameters(String query, int status, String issue) throws Exception {
        String asked = query.replace("START", "start=ge2026-11-23T00:00:00Z&start=le2026-11-24T00:00:00Z")
                .replace("ACTOR", "Schedule.actor:HealthcareService=" + FarSide.SLOTTED)
                .replace("&INCLUDES", INCLUDES)
                .replace(" ", "%20");

        Reply reply = get(FarSide.SLOTTED, "/Slot?" + asked);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.issue()).isEqualTo(issue);
    }

    @Test
    void only_the_tool_requires_the_practitioner_include() throws Exception {
        String two = "&status=free&_include=Slot:schedule&_include=Schedule:actor:HealthcareService";
        assertThat(get(FarSide.SLOTTED, slots(FarSide.SLOTTED, hour(1), hour(2), two))
                        .status())
                .isEqualTo(200);
        Reply tool = get(FarSide.TOOL, slots(FarSide.TOOL, hour(1), hour(2), two));
        assertThat(tool.status()).isEqualTo(400);
        assertThat(tool.issue()).isEqualTo("required");
    }

    @Test
    void a_service_without_slots_answers_a_slot_search_with_501() throws Exception {
        Reply none = get(FarSide.ANY, slots(FarSide.ANY, hour(1), hour(2), "&status=free" + INCLUDES));

        assertThat(none.status()).isEqualTo(501);
        assertThat(none.code()).isEqualTo("REC_NOT_IMPLEMENTED");
    }

    @Test
    void each_key_finds_what_was_sent_through_its_own_service_only() throws Exception {
        String number = "999" + (int) (Math.random() * 9_000_000 + 1_000_000);
        ObjectNode message = Changed.nhsNumber(number, Messages.referral());
        Messages.resource(message, "ServiceRequest")
                .putArray("identifier")
                .addObject()
                .put("system", "https://example.org/Id/ref")
                .put("value", number);
        Reply sent = proxy.to(FarSide.ANY).post(message);
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        MessageBundle answer = MessageBundle.of(sent.json());
        String id = answer.first("ServiceRequest")
                .orElseThrow()
                .resource()
                .path("id")
                .asText();
        String reference = Messages.identifier(answer.all("Encounter").get(1).resource());

        Reply one = get(FarSide.ANY, "/ServiceRequest/" + id);
        assertThat(one.status()).as(one.body()).isEqualTo(200);
        assertThat(one.json().path("status").asText()).isEqualTo("active");
        String person = "patient:name=robin&patient:birthdate=1961-02-03&patient:address-postalcode=ZZ993WZ";
        for (String query : List.of(
                "patient:identifier=" + encoded(NHS + number),
                "patient:identifier=" + number,
                "ServiceRequest.identifier=" + encoded("https://example.org/Id/ref|" + number),
                "ServiceRequest.identifier=" + reference)) {
            Reply found = get(FarSide.ANY, "/ServiceRequest?" + query);
            assertThat(found.json().path("total").asInt())
                    .as(query + found.body())
                    .isEqualTo(1);
            assertThat(first(found).path("resource").path("id").asText()).isEqualTo(id);
            assertThat(get(FarSide.SLOTTED, "/ServiceRequest?" + query)
                            .json()
                            .path("total")
                            .asInt())
                    .isZero();
        }
        assertThat(get(FarSide.ANY, "/ServiceRequest?" + person).body()).contains(id);
        assertThat(get(FarSide.ANY, "/ServiceRequest?" + person.replace("1961-02-03", "eq03/02/1961"))
                        .body())
                .contains(id);
        assertThat(get(FarSide.ANY, "/ServiceRequest?" + person.replace("robin", "marian"))
                        .body())
                .doesNotContain(id);
        assertThat(get(FarSide.SLOTTED, "/ServiceRequest/" + id).status()).isEqualTo(404);
        assertThat(get(FarSide.ANY, "/Appointment/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/ServiceRequest/; 400; required",
                "/ServiceRequest/not-a-uuid; 400; value",
                "/ServiceRequest/00000000-0000-4000-8000-000000000000; 404; not-found",
                "/Appointment/; 400; required",
                "/Appointment; 400; required",
                "/ServiceRequest; 400; required",
                "/Appointment?patient:identifier=abc; 400; value",
                "/Appointment?patient:identifier=urn:other%7C9990000018; 400; value",
                "/ServiceRequest?patient:name=Robin; 400; required",
                "/ServiceRequest?patient:name=Robin&patient:birthdate=then&patient:address-postalcode=Z; 400; value",
                "/MessageDefinition; 400; required",
                "/MessageDefinition?context=no-context; 400; value",
                "/MessageDefinition?context=urn:other%7C1; 400; value",
                "/MessageDefinition?context=2000000001; 404; not-found",
                "/MessageDefinition?context=2000099999&context=a9t9; 404; not-found",
                "/MessageDefinition?context=2000099999; 200; ''",
                "/MessageDefinition?context=https://fhir.nhs.uk/Id/dos-service-id%7C2000099999%26context=https://fhir.nhs.uk/CodeSystem/usecases-categories-bars%7CA1T1; 200; ''"
            })
    void a_read_is_held_to_its_parameters(String path, int status, String issue) throws Exception {
        Reply reply = get(FarSide.ANY, path);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.issue()).isEqualTo(issue);
    }

    @Test
    void each_service_has_its_own_metadata_in_xml_or_compressed_if_asked() throws Exception {
        assertThat(get(FarSide.SLOTTED, "/metadata").body()).contains("\"Slot\"", "bars-message-booking-request");
        assertThat(get(FarSide.PICKY, "/metadata").body()).doesNotContain("\"Slot\"", "bars-message-booking-request");
        assertThat(get("2000000001", "/metadata").status()).isEqualTo(404);
        Reply xml = proxy.to(FarSide.ANY)
                .with("Accept", "application/fhir+json")
                .call("GET", "/MessageDefinition?_format=xml&context=" + FarSide.ANY, new byte[0]);
        assertThat(xml.body()).startsWith("<?xml");
        Reply gzip = proxy.to(FarSide.ANY)
                .with("Accept-Encoding", "gzip")
                .call("GET", "/MessageDefinition?context=" + FarSide.ANY, new byte[0]);
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(proxy.to(FarSide.ANY)
                        .with("Accept", "application/fhir+json; version=2.0.0")
                        .call("GET", "/MessageDefinition?context=" + FarSide.ANY, new byte[0])
                        .status())
                .isEqualTo(406);
    }
}
