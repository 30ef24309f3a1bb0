package io.barsgateway.cli.duty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTextTest {

    private final ArrayNode timeline = JsonNodeFactory.instance.arrayNode();

    private void moment(String time, String kind, String words, String message) {
        timeline.addObject()
                .put("at", "2026-03-01T" + time + ".123Z")
                .put("kind", kind)
                .put("words", words)
                .put("message", message);
    }

    private void failed(String time, String why, String message) {
        moment(
                time,
                "POSTPONED",
                "NEW_REFERRAL: delivery to the local system failed, another attempt follows (" + why + ")",
                message);
    }

    @Test
    void attempts_that_failed_one_after_the_other_are_one_line() {
        moment("19:59:00", "CAME", "NEW_REFERRAL came", "m1");
        failed("19:59:07", "answered 503", "m1");
        moment("20:00:00", "READ", "Read: timeline", "");
        failed("20:05:00", "answered 503", "m1");
        failed("20:09:23", "connection refused", "m1");
        moment("20:10:00", "DELIVERED", "NEW_REFERRAL: delivered to the local system", "m1");

        List<String> lines = TimelineText.lines(timeline, false);

        assertThat(lines)
                .containsExactly(
                        "2026-03-01T19:59:00.123Z  NEW_REFERRAL came",
                        "2026-03-01T19:59:07Z  NEW_REFERRAL: delivery to the local system failed 3 times until"
                                + " 2026-03-01T20:09:23Z, last: connection refused. It is tried again",
                        "2026-03-01T20:10:00.123Z  NEW_REFERRAL: delivered to the local system",
                        "it was read 1 times (--reads says by whom)");
    }

    @Test
    void a_refused_request_says_its_verdict_once() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("at", "2026-03-01T20:00:00Z").put("requestId", "r1").put("verdict", "INVARIANT");

        assertThat(TimelineText.refused(request)).isEqualTo("2026-03-01T20:00:00Z  request r1 was refused: INVARIANT");
        request.put("service", "s|1").put("words", "INVARIANT ServiceRequest.status is missing");
        assertThat(TimelineText.refused(request))
                .isEqualTo(
                        "2026-03-01T20:00:00Z  request r1 to s|1 was refused: INVARIANT ServiceRequest.status is missing");
        request.put("verdict", "404 not-found").put("words", "no such service");
        assertThat(TimelineText.refused(request)).endsWith("was refused: 404 not-found no such service");
    }

    @Test
    void an_original_that_goes_to_the_fallback_has_a_line_of_its_own() {
        failed("19:59:07", "answered 503", "m1");
        failed("20:05:00", "answered 503", "m1");
        moment("20:06:00", "POSTPONED", "NEW_REFERRAL: its original goes to delivery.fallback (no view)", "m1");
        failed("20:07:00", "answered 500", "m1");

        assertThat(TimelineText.lines(timeline, false))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(0)).contains("failed 2 times"))
                .satisfies(lines -> assertThat(lines.get(1)).endsWith("goes to delivery.fallback (no view)"));
    }

    @Test
    void attempts_of_two_messages_stay_on_two_lines() {
        failed("19:59:07", "answered 503", "m1");
        failed("20:00:07", "answered 500", "m2");

        assertThat(TimelineText.lines(timeline, false))
                .hasSize(2)
                .allMatch(line -> line.contains("failed, another attempt follows"));
    }

    @Test
    void who_read_it_is_told_where_that_is_asked() {
        moment("20:00:00", "READ", "Read: timeline", "");

        assertThat(TimelineText.lines(timeline, true)).containsExactly("2026-03-01T20:00:00.123Z  Read: timeline");
    }
}
