package io.barsgateway.outbox.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Properties;
import io.barsgateway.message.Meaning;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTimesTest {

    private static final Instant HELD = Instant.parse("2026-03-01T10:00:00Z");

    private final DueTimes due = new DueTimes(Properties.bind("bars.due", DueProperties.class, Map.of()));

    @ParameterizedTest
    @CsvSource({
        "CANCEL, a4t1, 15m",
        "CANCEL_BOOKING, a2t1, 15m",
        "RELEASED, '', 15m",
        "UPDATE, a4t1, 15m",
        "NEW_VALIDATION, a4t1, 30m",
        "NEW_REFERRAL, a1t1, 4h",
        "NEW_BOOKING, a2t1, 30m",
        "RESPONSE, a4t1, 30m",
        "NEW_REFERRAL, a6t1, 5m",
        "CANCEL, a6t3, 5m"
    })
    void each_meaning_has_a_limit(Meaning meaning, String useCase, String limit) {
        assertThat(due.due(meaning, useCase, ending(""), HELD)).isEqualTo(HELD.plus(Duration.parse("PT" + limit)));
    }

    @Test
    void the_end_of_the_occurrence_period_counts_where_it_is_earlier() {
        assertThat(due.due(Meaning.NEW_VALIDATION, "a4t1", ending("2026-03-01T10:20:00Z"), HELD))
                .isEqualTo(Instant.parse("2026-03-01T10:20:00Z"));
        assertThat(due.due(Meaning.NEW_VALIDATION, "a4t1", ending("2026-03-01T12:00:00+00:00"), HELD))
                .isEqualTo(Instant.parse("2026-03-01T10:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"soon", "2026-03-01", "''"})
    void an_end_that_is_no_moment_keeps_nothing_out(String end) {
        assertThat(due.due(Meaning.NEW_VALIDATION, "a4t1", ending(end), HELD))
                .isEqualTo(Instant.parse("2026-03-01T10:30:00Z"));
    }

    @Test
    void a_period_of_another_shape_keeps_nothing_out() {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "ServiceRequest").put("occurrencePeriod", "now");

        assertThat(due.due(Meaning.NEW_REFERRAL, "a1t1", MessageBundle.of(message), HELD))
                .isEqualTo(HELD.plus(Duration.ofHours(4)));
    }

    private static MessageBundle ending(String end) {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "ServiceRequest")
                .putObject("occurrencePeriod")
                .put("end", end);
        return MessageBundle.of(message);
    }
}
