package io.barsgateway.operate.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    private final LoggerContext context = new LoggerContext();

    private String line(String logger, Level level, @Nullable Throwable failure, String template, Object... values) {
        Logger named = context.getLogger(logger);
        LoggingEvent event = new LoggingEvent("", named, level, template, failure, values);
        event.setInstant(Instant.parse("2026-03-01T10:00:00.123456Z"));
        event.setThreadName("delivery-1");
        return new String(new JsonLine().write(event), StandardCharsets.UTF_8);
    }

    private static JsonNode read(String line) throws Exception {
        return new ObjectMapper().readTree(line);
    }

    @Test
    void a_line_is_one_object_with_its_code_and_its_ids() throws Exception {
        String line = line(
                "io.barsgateway.cases.hold.HoldMessage",
                Level.INFO,
                null,
                "Accepted {} reference={} request={} correlation={} service={} useCase={} message={}",
                "NEW_REFERRAL",
                "K7QF2-M9T3A",
                "r1",
                "c1",
                "system|1",
                "a1t1",
                "m1");

        assertThat(line).endsWith("}\n").hasLineCount(1);
        List<String> names = new ArrayList<>();
        read(line).fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("time", "level", "logger", "thread", "event", "message", "ids");
        assertThat(read(line).path("time").asText()).isEqualTo("2026-03-01T10:00:00.123Z");
        assertThat(read(line).path("event").asText()).isEqualTo("message-accepted");
        assertThat(read(line).path("message").asText()).startsWith("Accepted NEW_REFERRAL reference=K7QF2-M9T3A ");
        assertThat(read(line).path("ids").toString())
                .isEqualTo("{\"reference\":\"K7QF2-M9T3A\",\"request\":\"r1\",\"correlation\":\"c1\","
                        + "\"service\":\"system|1\",\"useCase\":\"a1t1\",\"message\":\"m1\"}");
    }

    @Test
    void a_piece_of_work_names_its_ids() throws Exception {
        Work work = Works.of(1, WorkKind.DELIVER, "lane", Duration.ZERO);
        JsonNode line = read(line(
                "io.barsgateway.outbox.claim.Postpone",
                Level.ERROR,
                null,
                "Undelivered {} {}: {}",
                "NEW_REFERRAL",
                work,
                "422"));

        assertThat(line.path("event").asText()).isEqualTo("message-undelivered");
        assertThat(line.path("ids").path("message").asText())
                .isEqualTo(work.messageId().toString());
        assertThat(line.path("ids").path("reference").asText()).isEqualTo(work.reference());
    }

    @Test
    void what_somebody_else_wrote_passes_for_no_id() throws Exception {
        JsonNode line = read(line(
                "io.barsgateway.answer.AnswerFault",
                Level.INFO,
                null,
                "Refused with {} {}: {} request={} correlation={}",
                400,
                "invalid",
                "reference=FORGED request={}",
                "r1",
                "-"));

        assertThat(line.path("ids").toString()).isEqualTo("{\"request\":\"r1\",\"correlation\":\"-\"}");
    }

    @Test
    void nothing_that_is_logged_ends_the_line_early() throws Exception {
        String line = line("x", Level.WARN, null, "{}", "two\r\nlines \"quoted\" \u2028 \u0000");

        assertThat(line).hasLineCount(1);
        assertThat(read(line).path("message").asText()).isEqualTo("two\r\nlines \"quoted\" \u2028 \u0000");
        assertThat(read(line).path("event").asText()).isEqualTo("other");
    }

    @Test
    void a_stack_trace_is_in_the_same_line() throws Exception {
        String line = line("x", Level.ERROR, new IllegalStateException("no"), "failed");

        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(read(line).path("exception").asText()).contains("IllegalStateException", "\tat ");
    }
}
