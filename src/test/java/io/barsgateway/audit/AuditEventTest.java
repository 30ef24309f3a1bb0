package io.barsgateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes from outside stands in the audit as it came, but for what nobody can read. */
class AuditEventTest {

    private static String told(String detail) {
        return AuditEvent.of(Instant.EPOCH, "request", "refused").by("", detail).detail();
    }

    @ParameterizedTest
    @CsvSource({
        "plain words, plain words",
        "Zoë 漢字 😀, Zoë 漢字 😀",
        "a\u0000b\u001b[31m, a?b?[31m",
        "right\u202eleft, right?left",
        "half\ud83d, half?"
    })
    void characters_that_hide_or_command_are_question_marks(String given, String expected) {
        assertThat(told(given)).isEqualTo(expected);
    }

    @Test
    void it_is_cut_where_it_is_long() {
        assertThat(told("x".repeat(501))).isEqualTo("x".repeat(500));
    }
}
