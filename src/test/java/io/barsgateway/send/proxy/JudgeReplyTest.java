package io.barsgateway.send.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.Original;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.TryAgain;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which replies of the proxy prove that a message was taken, and which ask for another try. */
class JudgeReplyTest {

    private final JudgeReply judgeReply = new JudgeReply();

    private ProxyReply judge(int status, String body) {
        return judgeReply.judge(new ProxyReply(status, new Original(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static String outcome(String code, String issue) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"code\":\"" + issue
                + "\",\"details\":{\"coding\":[{\"code\":\"" + code + "\"}]}}]}";
    }

    @ParameterizedTest
    @CsvSource({"200, , Bundle", "409, REC_CONFLICT, duplicate"})
    void a_bundle_or_a_duplicate_is_proof(int status, String code, String what) {
        String body = code == null ? "{\"resourceType\":\"" + what + "\"}" : outcome(code, what);

        assertThat(judge(status, body).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>welcome</html>",
        "200, ''",
        "204, ''",
        "200, '{\"resourceType\":\"OperationOutcome\"}'",
        "404, <html>not found</html>",
        "409, ''",
        "502, bad gateway"
    })
    void a_reply_without_a_bundle_or_outcome_is_not_from_the_receiver(int status, String body) {
        assertThatThrownBy(() -> judge(status, body)).isInstanceOf(TryAgain.class);
    }

    @ParameterizedTest
    @CsvSource({
        "408, REC_TIMEOUT, timeout",
        "425, REC_TOO_EARLY, duplicate",
        "429, SEND_TOO_MANY_REQUESTS, throttled",
        "500, TOO_MANY_REQUESTS, throttled",
        "503, REC_SERVICE_UNAVAILABLE, transient",
        "401, SEND_UNAUTHORIZED, security",
        "403, SEND_FORBIDDEN, forbidden"
    })
    void what_may_pass_is_tried_again(int status, String code, String issue) {
        assertThatThrownBy(() -> judge(status, outcome(code, issue))).isInstanceOf(TryAgain.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REC_BAD_REQUEST, invariant",
        "404, PROXY_NOT_FOUND, not-found",
        "409, REC_CONFLICT, conflict",
        "422, REC_UNPROCESSABLE_ENTITY, not-supported"
    })
    void what_another_attempt_would_only_repeat_is_final(int status, String code, String issue) {
        assertThatThrownBy(() -> judge(status, outcome(code, issue)))
                .isInstanceOf(CannotSucceed.class)
                .hasMessageContaining(code);
    }
}
