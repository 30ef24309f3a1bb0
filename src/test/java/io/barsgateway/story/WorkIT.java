package io.barsgateway.story;

import static io.barsgateway.story.OnCall.item;
import static io.barsgateway.story.OnCall.story;
import static io.barsgateway.story.OnCall.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.BarsCommand;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OperatorClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.story.OnCall.Accepted;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What whoever is on call does with work: looks, takes it, tries it again. */
@GatewayTest
@DirtiesContext
class WorkIT extends OnCallStory {

    private static final Path FOLDER = OnCall.folder();

    private final OperatorClient viewer;
    private final OperatorClient nurse;
    private final String url;

    WorkIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        super(inbound, local, jdbc);
        this.viewer = new OperatorClient(local.boundPort(), OnCall.token(OnCall.VIEWER));
        this.nurse = new OperatorClient(local.boundPort(), OnCall.token(OnCall.FRAIL_NURSE));
        this.url = "http://127.0.0.1:" + local.boundPort();
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        OnCall.settings(settings, FOLDER);
        settings.add("bars.retry.first", () -> "1s");
        settings.add("bars.retry.max", () -> "1s");
    }

    @Test
    void what_failed_says_why_what_is_due_and_whom_to_call() throws Exception {
        Accepted accepted = setAside(Messages.validation());

        JsonNode item = item(anna, accepted.reference(), "SET_ASIDE");

        assertThat(item.path("words").asText())
                .contains(
                        "answered 422",
                        "bars retry " + item.path("id").asLong(),
                        "bars done " + item.path("id").asLong() + " --reason \"WHY\" --spoke-to \"WHOM YOU TOLD\"");
        assertThat(item.path("scene").asText()).isEqualTo("safe");
        assertThat(item.path("attempts").asInt()).isEqualTo(1);
        assertThat(Instant.parse(item.path("due").asText())).isNotNull();
        assertThat(item.path("contact").path("phones").findPath("value").asText())
                .isNotEmpty();
        assertThat(item.path("patient").path("nhsNumber").asText()).hasSize(10);
        JsonNode seen = viewer.told("work", "/operator/work?people=true&reference=" + accepted.reference());
        assertThat(seen.path("items")).singleElement().satisfies(withoutPeople -> {
            assertThat(withoutPeople.has("contact")).isFalse();
            assertThat(withoutPeople.has("patient")).isFalse();
        });
        assertThat(seen.path("people").asText()).contains("viewer", "role patient");
        assertThat(item.path("serviceName").asText()).isEqualTo("Service " + FarSide.FRAIL);
        assertThat(item.path("words").asText())
                .contains("Idempotency-Key " + item.path("message").asText());
    }

    @Test
    void the_work_list_shows_a_scene_that_is_not_safe() throws Exception {
        Accepted accepted = setAside(Changed.unsafeScene(Messages.validation()));

        assertThat(item(viewer, accepted.reference(), "SET_ASIDE").path("scene").asText())
                .isEqualTo("unsafe");
    }

    @Test
    void a_retry_by_filter_retries_everything_that_matches() throws Exception {
        FarSide.FRAIL_LOCAL.answerNext(attempt -> true, 422, 422);
        Accepted one = accepted(Messages.validation());
        Accepted two = accepted(Messages.validation());
        item(anna, one.reference(), "SET_ASIDE");
        item(anna, two.reference(), "SET_ASIDE");
        String filter = "{\"filter\":{\"service\":\"" + FarSide.FRAIL + "\",\"state\":\"SET_ASIDE\"}";

        JsonNode would = anna.did("handled", "/operator/work/retry", filter + ",\"dryRun\":true}");

        assertThat(would.path("done").findValuesAsText("reference"))
                .containsExactlyInAnyOrder(one.reference(), two.reference());
        item(anna, one.reference(), "SET_ASIDE");
        byte[] before = body(one);
        JsonNode tried = nurse.did("handled", "/operator/work/retry", filter + "}");
        assertThat(tried.path("done")).hasSize(2);
        delivered(one.reference(), 1);
        delivered(two.reference(), 1);
        assertThat(body(one)).isEqualTo(before);
        assertThat(words(story(anna, one.reference(), "PERSON"), "PERSON")).contains("by frail-nurse");
    }

    private byte[] body(Accepted accepted) {
        return jdbc.sql("SELECT body FROM message WHERE request_id = ?")
                .param(accepted.request().header("X-Request-Id"))
                .query(byte[].class)
                .single();
    }

    @Test
    void what_waits_behind_another_is_not_retried_before_it() throws Exception {
        Accepted accepted = setAside(Messages.validation());
        assertThat(cancel(accepted).status()).isEqualTo(200);
        JsonNode items = Awaitility.await()
                .until(
                        () -> anna.told("work", "/operator/work?reference=" + accepted.reference())
                                .path("items"),
                        found -> found.size() == 2);
        assertThat(items.findValuesAsText("state")).containsExactlyInAnyOrder("SET_ASIDE", "BEHIND");

        JsonNode tried = did("retry", accepted.reference(), "");

        assertThat(tried.path("done")).hasSize(1);
        assertThat(tried.path("left").findValuesAsText("why"))
                .singleElement()
                .asString()
                .contains("has not gone yet");
        delivered(accepted.reference(), 2);
    }

    @Test
    void the_audit_of_one_case_is_printed_as_a_table() throws Exception {
        String reference = setAside(Messages.validation()).reference();
        String heard = reference.replace("-", " ").toLowerCase(Locale.ROOT);
        String[] asked = {
            "--url", url, "--token-file", FOLDER.resolve(OnCall.ADMINISTRATOR).toString()
        };

        Awaitility.await()
                .untilAsserted(() -> assertThat(audit(asked, "show", heard).printed())
                        .contains("WHEN", "request", "accepted", "delivery", "set aside", "answered 422"));
        assertThat(audit(asked, "show", heard).exit()).isZero();
        assertThat(audit(asked, "export", "--case", reference).printed())
                .contains("\"resourceType\":\"AuditEvent\"", reference);
        assertThat(audit(asked, "show", "00000-00000"))
                .isEqualTo(new BarsCommand(1, "the audit has nothing about the case 00000-00000\n"));
        assertThat(audit(asked, "show", "nothing").printed()).contains("is not one, such as K7QF2-M9T3A");
    }

    @Test
    void the_audit_is_exported_by_time_or_by_case_not_both() throws Exception {
        String reference = setAside(Messages.validation()).reference();
        OperatorClient administrator =
                new OperatorClient(URI.create(url).getPort(), OnCall.token(OnCall.ADMINISTRATOR));
        String ofTheCase = "/operator/audit?reference=" + reference;
        assertThat(administrator.get(ofTheCase).status()).isEqualTo(200);

        Reply both = administrator.get(ofTheCase + "&since=2026-01-01T00:00:00Z");

        assertThat(both.status()).isEqualTo(400);
        assertThat(both.body()).contains("since", "leave one of them out");
    }

    private static BarsCommand audit(String[] asked, String... words) {
        return BarsCommand.run(Stream.of(new String[] {"audit"}, words, asked)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    @Test
    void work_of_another_person_needs_an_explicit_take_over() throws Exception {
        Accepted accepted = setAside(Messages.validation());
        String filter = "{\"filter\":{\"reference\":\"" + accepted.reference() + "\"}";

        assertThat(nurse.did("handled", "/operator/work/take", filter + "}").path("done"))
                .hasSize(1);

        Reply mine = anna.post("/operator/work/take", filter + "}");
        assertThat(mine.status()).isEqualTo(409);
        assertThat(mine.body()).contains("frail-nurse looks after it");
        assertThat(item(anna, accepted.reference(), "SET_ASIDE").path("owner").asText())
                .isEqualTo("frail-nurse");
        did("take", accepted.reference(), ",\"over\":true");
        assertThat(item(anna, accepted.reference(), "SET_ASIDE").path("owner").asText())
                .isEqualTo("anna");
        assertThat(words(story(anna, accepted.reference(), "PERSON", "PERSON"), "PERSON"))
                .contains("by frail-nurse", "after frail-nurse");
    }

    @Test
    void of_what_is_overdue_the_flagged_comes_first() throws Exception {
        Accepted plain = setAside(Messages.validation());
        Accepted urgent = setAside(Changed.unsafeScene(Messages.validation()));
        jdbc.sql("UPDATE work SET due_at = now() - interval '1 hour' WHERE service = ? AND status = 'undelivered'")
                .param(SERVICE)
                .update();

        assertThat(anna.told("work", "/operator/work?service=" + FarSide.FRAIL)
                        .path("items")
                        .findValuesAsText("reference"))
                .containsExactly(urgent.reference(), plain.reference());
    }

    @Test
    void work_names_whom_to_ring_about_its_service() throws Exception {
        Accepted accepted = setAside(Messages.validation());

        assertThat(item(viewer, accepted.reference(), "SET_ASIDE")
                        .path("serviceContact")
                        .asText())
                .isEqualTo("Ward B, 01632 960100");
    }
}
