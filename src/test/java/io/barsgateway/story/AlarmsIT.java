package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OperatorClient;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.operate.access.OperatorToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is late or set aside is told to somebody, told again until they take it, and told to somebody else where they do not. */
@GatewayTest
@DirtiesContext
class AlarmsIT {

    private static final Path HOME = folder();

    private final Alarms alarms;
    private final JdbcClient jdbc;
    private final ProxyClient proxy;
    private final LocalClient local;
    private final OperatorClient operator;

    AlarmsIT(
            Alarms alarms,
            JdbcClient jdbc,
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener localSide)
            throws IOException {
        this.alarms = alarms;
        this.jdbc = jdbc;
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(localSide.boundPort());
        String token = Files.readString(OperatorToken.file(HOME.resolve("home")));
        this.operator = new OperatorClient(localSide.boundPort(), token.strip());
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bars-alarms");
            Files.writeString(folder.resolve("first.token"), "first-address\n");
            Files.writeString(folder.resolve("second.token"), "second-address\n");
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> HOME.resolve("home"));
        settings.add("bars.alarms.webhook", FarSide.LOCAL::url);
        settings.add("bars.alarms.token-file", () -> HOME.resolve("first.token"));
        settings.add("bars.alarms.escalate-to", () -> FarSide.LOCAL.url() + "&second");
        settings.add("bars.alarms.escalate-token-file", () -> HOME.resolve("second.token"));
        settings.add("bars.alarms.repeat", () -> "2s");
        settings.add("bars.alarms.escalate-after", () -> "3s");
        settings.add("bars.alarms.every", () -> "100ms");
        settings.add("bars.due.every", () -> "100ms");
        settings.add("bars.due.validation", () -> "6s");
        settings.add("bars.due.grace", () -> "1s");
    }

    private static Predicate<Attempt> told(String address, String step, String subject) {
        return attempt -> attempt.header("Authorization").equals("Bearer " + address)
                && json(attempt).path("step").asText().equals(step)
                && json(attempt).path("subject").asText().equals(subject);
    }

    private static JsonNode json(Attempt attempt) {
        return FhirJson.read(attempt.body().getBytes(StandardCharsets.UTF_8));
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(20));
    }

    private Reply take(String id) throws Exception {
        return operator.post("/operator/alarms/" + id + "/take", "");
    }

    private void retrySetAside() throws Exception {
        operator.did(
                "handled",
                "/operator/work/retry",
                "{\"filter\":{\"service\":\"" + FarSide.DOUBLED + "\",\"state\":\"SET_ASIDE\"}}");
    }

    private JsonNode listed(String subject) throws Exception {
        JsonNode report = operator.get("/operator/alarms").json();
        for (JsonNode one : report.path("alarms")) {
            if (one.path("subject").asText().equals(subject)) {
                return one;
            }
        }
        throw new AssertionError(subject + " is not among " + report);
    }

    @Test
    void an_incident_is_told_repeated_escalated_taken_and_told_at_its_end() throws Exception {
        alarms.raise("story-one", "somebody must look");

        List<Attempt> began = FarSide.LOCAL.await(1, told("first-address", "began", "story-one"));
        assertThat(began).hasSize(1);
        assertThat(json(began.get(0)).path("words").asText()).isEqualTo("somebody must look");
        assertThat(FarSide.LOCAL.await(1, told("first-address", "repeated", "story-one")))
                .isNotEmpty();
        assertThat(FarSide.LOCAL.await(1, told("second-address", "escalated", "story-one")))
                .hasSize(1);

        String id = listed("story-one").path("id").asText();
        assertThat(json(began.get(0)).path("id").asText()).isEqualTo(id);
        Reply taken = take(id);
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        assertThat(listed("story-one").path("owner").asText()).isEqualTo("operator at 127.0.0.1");
        soon().until(() ->
                jdbc.sql("SELECT count(*) FROM audit WHERE what = 'alarm' AND outcome = 'taken' AND detail = ?")
                                .param("incident " + id)
                                .query(Integer.class)
                                .single()
                        == 1);
        int before = FarSide.LOCAL
                .await(0, told("first-address", "repeated", "story-one"))
                .size();
        alarms.raise("story-after", "time passes");
        assertThat(FarSide.LOCAL.await(2, told("first-address", "repeated", "story-after")))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(FarSide.LOCAL.await(0, told("first-address", "repeated", "story-one")))
                .as("what somebody has taken is not told again")
                .hasSize(before);

        alarms.end("story-one");
        alarms.end("story-after");
        assertThat(FarSide.LOCAL.await(1, told("first-address", "ended", "story-one")))
                .hasSize(1);
        assertThat(FarSide.LOCAL.await(1, told("second-address", "ended", "story-one")))
                .hasSize(1);
        soon().until(() -> listed("story-one").has("ended"));
    }

    @Test
    void nobody_can_take_an_alarm_that_has_ended_or_never_stood() throws Exception {
        alarms.raise("story-over", "somebody must look");
        alarms.end("story-over");
        soon().until(() -> FarSide.LOCAL
                        .await(1, told("first-address", "ended", "story-over"))
                        .size()
                == 1);
        String id = listed("story-over").path("id").asText();

        assertThat(take(id).status()).isEqualTo(409);
        assertThat(take("00000000-0000-4000-8000-000000000000").status()).isEqualTo(404);
        assertThat(take("nothing").status()).isEqualTo(404);
        assertThat(local.get("/operator/alarms").status()).isEqualTo(401);
    }

    @Test
    void an_address_that_fails_is_tried_again_and_gets_each_notice() throws Exception {
        FarSide.LOCAL.answerNext(told("first-address", "began", "story-retried"), 500, 503);

        alarms.raise("story-retried", "somebody must look");

        assertThat(FarSide.LOCAL.await(3, told("first-address", "began", "story-retried")))
                .hasSize(3);
        alarms.end("story-retried");
        assertThat(FarSide.LOCAL.await(1, told("first-address", "ended", "story-retried")))
                .hasSize(1);
    }

    @Test
    void a_waiting_message_raises_the_alarm_late_then_overdue_until_delivered() throws Exception {
        String service = "https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.DOUBLED;
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        LocalDouble.Hold hold = FarSide.LOCAL.holdNext(LocalDouble.of(request));
        long start = System.nanoTime();
        ObjectNode message = Messages.to(FarSide.DOUBLED, Messages.validation());
        Messages.resource(message, "ServiceRequest")
                .putObject("occurrencePeriod")
                .put("start", "2026-01-01T00:00:00Z")
                .put("end", "2099-01-01T00:00:00Z");
        Reply accepted = request.post(message);
        assertThat(accepted.status()).isEqualTo(200);
        hold.awaitArrival();

        soon().until(() -> alarms.standing().containsKey("late deliver " + service));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(3));
        assertThat(local.get("/health").status()).isEqualTo(200);
        assertThat(local.get("/health").json().path("status").asText()).isEqualTo("degraded");
        soon().until(() -> alarms.standing().containsKey("overdue deliver " + service));
        assertThat(alarms.standing()).doesNotContainKey("late deliver " + service);
        assertThat(alarms.standing().get("overdue deliver " + service)).contains("the first is ");

        hold.release();
        soon().until(() -> !alarms.standing().containsKey("overdue deliver " + service));
    }

    @Test
    void a_message_set_aside_is_an_alarm_until_it_is_tried_again() throws Exception {
        String subject = "undelivered deliver https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.DOUBLED;
        soon().until(() -> !alarms.standing().containsKey(subject));
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 422);

        assertThat(request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                        .status())
                .isEqualTo(200);

        soon().until(() -> alarms.standing().containsKey(subject));
        assertThat(FarSide.LOCAL.await(1, told("first-address", "began", subject)))
                .isNotEmpty();
        Reply health = local.get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("status").asText()).isEqualTo("degraded");
        assertThat(health.json().path("details").toString()).contains(subject);
        jdbc.sql("UPDATE work SET status = 'ready', next_at = now() WHERE status = 'undelivered'")
                .update();
        soon().until(() -> !alarms.standing().containsKey(subject));
        assertThat(FarSide.LOCAL.await(1, told("first-address", "ended", subject)))
                .isNotEmpty();
    }

    @Test
    void a_retry_that_fails_again_goes_on_with_the_same_incident() throws Exception {
        String subject = "undelivered deliver https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.DOUBLED;
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 422, 422);
        assertThat(request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                        .status())
                .isEqualTo(200);
        soon().until(() -> alarms.standing().containsKey(subject));
        soon().untilAsserted(() -> assertThat(listed(subject).has("ended")).isFalse());
        JsonNode first = listed(subject);
        take(first.path("id").asText());

        LocalDouble.Hold hold = FarSide.LOCAL.holdNext(LocalDouble.of(request));
        retrySetAside();
        hold.awaitArrival();
        jdbc.sql("UPDATE work SET reason = 'the local system answered 503' WHERE status = 'ready' AND set_aside > 0")
                .update();
        alarms.raise("story-looks", "time passes");
        assertThat(FarSide.LOCAL.await(1, told("first-address", "repeated", "story-looks")))
                .as("twenty looks or so")
                .isNotEmpty();
        assertThat(alarms.standing().get(subject))
                .as("it says nothing of the attempts of the retry")
                .contains("bars work lists them")
                .doesNotContain("422", "503");
        assertThat(local.get("/metrics").body())
                .containsPattern("bars_work\\{kind=\"delivery\",service=\"[^\"]*" + FarSide.DOUBLED
                        + "\",state=\"retried\"} 1(\\.0)?\n");
        hold.release();

        soon().untilAsserted(() -> assertThat(alarms.standing().get(subject)).contains("422", "set aside 2 times"));
        assertThat(listed(subject).path("count").asLong()).as("one message").isEqualTo(1);
        assertThat(listed(subject).path("id")).isEqualTo(first.path("id"));
        assertThat(listed(subject).path("owner").asText()).startsWith("operator");
        assertThat(listed(subject).has("ended")).isFalse();

        retrySetAside();
        soon().until(() -> listed(subject).has("ended"));
        alarms.end("story-looks");
    }
}
