package io.barsgateway.send.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.send.proxy.ProxyReply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked before a message leaves ends it only where its target says so. */
class TargetAnswerTest {

    private static JsonNode answer(int status, String body) {
        return TargetAnswer.resource(
                new ProxyReply(status, new Original(body.getBytes(StandardCharsets.UTF_8))),
                "CapabilityStatement",
                "/metadata");
    }

    private static String outcome(String code) {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"code\":\"processing\",\"details\":{\"coding\":[{\"code\":\""
                + code + "\"}]}}]}";
    }

    @Test
    void the_resource_that_was_asked_for() {
        assertThat(answer(200, "{\"resourceType\":\"CapabilityStatement\"}").size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>sign in</html>",
        "200, '{\"resourceType\":\"Bundle\"}'",
        "302, ''",
        "400, <html>bad request</html>",
        "404, <html>not found</html>",
        "404, '{\"error\":\"no route\"}'",
        "407, ''",
        "501, ''"
    })
    void what_stands_on_the_way_ends_no_message(int status, String body) {
        assertThatThrownBy(() -> answer(status, body)).isInstanceOf(TryAgain.class);
    }

    @ParameterizedTest
    @CsvSource({
        "401, SEND_UNAUTHORIZED",
        "401, ''",
        "403, SEND_FORBIDDEN",
        "403, PROXY_FORBIDDEN",
        "429, REC_TOO_MANY_REQUESTS",
        "500, REC_SERVER_ERROR",
        "503, PROXY_UNAVAILABLE"
    })
    void what_may_pass_is_asked_again(int status, String code) {
        assertThatThrownBy(() -> answer(status, outcome(code))).isInstanceOf(TryAgain.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REC_BAD_REQUEST",
        "401, REC_UNAUTHORIZED",
        "403, REC_FORBIDDEN",
        "404, PROXY_NOT_FOUND",
        "404, REC_NOT_FOUND",
        "501, PROXY_NOT_IMPLEMENTED"
    })
    void a_no_of_the_target_ends_it(int status, String code) {
        assertThatThrownBy(() -> answer(status, outcome(code))).isInstanceOf(CannotSucceed.class);
    }
}
