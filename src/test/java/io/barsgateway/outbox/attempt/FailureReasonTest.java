package io.barsgateway.outbox.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barsgateway.outbox.TryAgain;
import java.net.ConnectException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {

    @Test
    void a_network_failure_is_told_in_its_own_words() {
        assertThat(FailureReason.of(new IllegalStateException(new ConnectException("Connection refused"))))
                .isEqualTo("ConnectException Connection refused");
        assertThat(FailureReason.of(
                        new TryAgain("no answer from the token endpoint", new SSLHandshakeException("bad chain"))))
                .isEqualTo("no answer from the token endpoint: SSLHandshakeException bad chain");
    }

    @Test
    void a_reason_never_quotes_what_a_step_tried_to_parse() {
        try {
            new ObjectMapper().readTree("{\"name\": Sampleton}");
            throw new AssertionError("it parsed");
        } catch (JsonProcessingException e) {
            assertThat(e).hasMessageContaining("Sampleton");
            assertThat(FailureReason.of(new IllegalStateException(e)))
                    .doesNotContain("Sampleton")
                    .contains("JsonParseException");
        }
    }
}
