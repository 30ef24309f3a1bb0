package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.LogLines;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.RoutesFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** delivery.mapping: JSON of one's own, made by text files that are edited while the gateway runs (docs/mapping.md). */
@GatewayTest
@DirtiesContext
class MappingIT {

    private static final String MAPPING = "local/pas.jsonata";
    private static final String TABLE = "local/priority.csv";
    private static final RoutesFolder ROUTES = RoutesFolder.copied();

    private final ProxyClient proxy;
    private final LocalClient local;

    MappingIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-mapping-home").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.routes", ROUTES::toString);
        settings.add("bars.routes-watch", () -> "100ms");
        settings.add("bars.mapping.timeout", () -> "500ms");
        settings.add("bars.services[3].delivery.mapping", () -> "local/original.jsonata");
        settings.add("bars.services[7].delivery.mapping", () -> MAPPING);
        settings.add("bars.services[13].delivery.mapping", () -> MAPPING);
    }

    @AfterEach
    void mend() throws Exception {
        ROUTES.mend();
        Awaitility.await().until(() -> ROUTES.refusals(local).isEmpty());
        awaitMade("\"pas\":1");
    }

    private Attempt sent(String service, ObjectNode message) throws Exception {
        ProxyClient request = proxy.to(service);
        assertThat(request.post(Messages.to(service, message)).status()).isEqualTo(200);
        return FarSide.LOCAL.await(1, LocalDouble.of(request)).get(0);
    }

    private static JsonNode json(Attempt attempt) {
        assertThat(attempt.header("Content-Type")).isEqualTo("application/json");
        return FhirJson.read(attempt.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Until a message is mapped by files that make this; one that the files of before could not map never comes. */
    private void awaitMade(String part) {
        Set<String> sent = new HashSet<>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    ProxyClient request = proxy.to(FarSide.VIEWED);
                    request.post(Messages.to(FarSide.VIEWED, Messages.validation()));
                    sent.add(request.header("X-Request-Id"));
                    return !FarSide.LOCAL
                            .await(
                                    0,
                                    one -> sent.contains(one.header("X-Request-Id"))
                                            && one.body().contains(part))
                            .isEmpty();
                });
    }

    @Test
    void a_referral_becomes_json_of_ones_own_made_of_its_view() throws Exception {
        JsonNode made = json(sent(FarSide.VIEWED, Messages.validation()));

        assertThat(made.path("kind").asText()).isEqualTo("NEW_VALIDATION");
        assertThat(made.path("urgency").asText()).isEqualTo("3");
        assertThat(made.path("nhsNo").asText()).isEqualTo("999 000 0018");
        assertThat(made.path("name").asText()).isEqualTo("SAMPLETON");
    }

    @Test
    void a_booking_becomes_json_of_ones_own_made_of_its_view() throws Exception {
        JsonNode made = json(sent(FarSide.VIEWED, Messages.booking()));

        assertThat(made.path("kind").asText()).isEqualTo("NEW_BOOKING");
        assertThat(made.path("start").asText()).isEqualTo("20261123090000+0000");
    }

    @Test
    void the_original_is_mapped_alike_in_whichever_format_it_came() throws Exception {
        ProxyClient inXml = proxy.to(FarSide.DOUBLED).with("Content-Type", "application/fhir+xml");
        byte[] xml = FhirXml.write(Messages.to(FarSide.DOUBLED, Messages.validation()));
        assertThat(inXml.post(xml).status()).isEqualTo(200);

        String fromXml = FarSide.LOCAL.await(1, LocalDouble.of(inXml)).get(0).body();
        assertThat(fromXml)
                .isEqualTo(sent(FarSide.DOUBLED, Messages.validation()).body())
                .contains("\"nhs\":\"9990000018\"");
    }

    @Test
    void an_unknown_priority_is_set_aside_with_its_name() throws Exception {
        ProxyClient request = proxy.to(FarSide.VIEWED);
        try (LogLines log = new LogLines()) {
            assertThat(request.post(Messages.to(FarSide.VIEWED, withPriority("C9")))
                            .status())
                    .isEqualTo(200);

            Awaitility.await().until(() -> log.all().stream().anyMatch(line -> line.contains("Undelivered")));
            assertThat(log.fromWarningsUpwards()).anySatisfy(line -> assertThat(line)
                    .contains("local/pas.jsonata:4, making urgency: ", "priority C9 in local/priority.csv"));
            assertThat(log.all()).noneMatch(line -> line.contains("Sampleton") || line.contains("9990000018"));
        }
        Awaitility.await().until(() -> local.get("/health").body().contains("priority C9 in local/priority.csv"));
    }

    @Test
    void where_there_is_a_fallback_the_original_goes_there() throws Exception {
        Attempt attempt = sent(FarSide.FALLING_BACK, withPriority("C9"));

        assertThat(attempt.header("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(attempt.body()).contains("\"resourceType\":\"Bundle\"");
    }

    /** The sample's priority, by another code. */
    private static ObjectNode withPriority(String code) {
        ObjectNode message = Messages.validation();
        return (ObjectNode) FhirJson.read(new String(Messages.bytes(message), StandardCharsets.UTF_8)
                .replace("\"C3\"", "\"" + code + "\"")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_edited_mapping_and_an_edited_code_table_are_taken() throws Exception {
        ROUTES.write(MAPPING, ROUTES.shipped(MAPPING).replace("\"pas\": 1", "\"pas\": 2"));
        awaitMade("\"pas\":2");

        ROUTES.write(TABLE, ROUTES.shipped(TABLE).replace("C3,3", "C3,three"));
        awaitMade("\"urgency\":\"three\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"pas\": 1,|\"pas\": 1|local/pas.jsonata:3: is no JSONata here: ",
                "$nhsNumberSpaced|$nhsNumbrSpaced|local/pas.jsonata:5: $nhsNumbrSpaced is no function",
                "$uppercase|uppercase|local/pas.jsonata:6: uppercase( ) calls what is no function",
                "local/priority.csv|local/prority.csv|local/pas.jsonata:4: there is no code table local/prority.csv",
                "$uppercase(patient.name.family)|$replace(patient.name.family, /(.)\\1/, '')|local/pas.jsonata:6: this pattern cannot be used",
                "$uppercase(patient.name.family)|$eval(patient.name.family)|local/pas.jsonata:6: $eval is not there",
            })
    void a_broken_mapping_is_named_and_the_old_one_goes_on(String from, String to, String said) throws Exception {
        assertThat(ROUTES.shipped(MAPPING)).contains(from);
        ROUTES.write(MAPPING, ROUTES.shipped(MAPPING).replace(from, to));

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !ROUTES.refusals(local)
                .isEmpty());
        assertThat(ROUTES.refusals(local)).contains(said);
        assertThat(json(sent(FarSide.VIEWED, Messages.validation())).path("pas").asInt())
                .isEqualTo(1);
    }

    @Test
    void a_mapping_that_a_service_names_cannot_be_deleted() throws Exception {
        ROUTES.delete(MAPPING);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !ROUTES.refusals(local)
                .isEmpty());
        assertThat(ROUTES.refusals(local)).contains("names the file local/pas.jsonata, which is not there");
        assertThat(json(sent(FarSide.VIEWED, Messages.validation())).path("pas").asInt())
                .isEqualTo(1);
    }

    @Test
    void what_never_ends_is_ended_and_its_message_set_aside() throws Exception {
        ROUTES.write(MAPPING, "( $f := function($x) { $f($x + 1) }; $f(1) )");
        try (LogLines log = new LogLines()) {
            // One at a time: each takes its whole time until it is ended
            Awaitility.await()
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> proxy.to(FarSide.VIEWED)
                                            .post(Messages.to(FarSide.VIEWED, Messages.validation()))
                                            .status()
                                    == 200
                            && log.all().stream().anyMatch(line -> line.contains("than bars.mapping.")));
        }
        assertThat(json(sent(FarSide.DOUBLED, Messages.validation()))).isNotEmpty();
    }
}
