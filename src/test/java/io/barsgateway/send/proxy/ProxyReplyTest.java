package io.barsgateway.send.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.Original;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token is given up where the proxy does not take it, and kept where a Receiver refuses us. */
class ProxyReplyTest {

    @ParameterizedTest
    @CsvSource({
        "401, SEND_UNAUTHORIZED, true",
        "403, SEND_FORBIDDEN, true",
        "401, , true",
        "401, REC_UNAUTHORIZED, false",
        "403, REC_FORBIDDEN, false",
        "404, PROXY_NOT_FOUND, false"
    })
    void whose_refusal_it_is(int status, String code, boolean aboutTheToken) {
        String body = code == null
                ? ""
                : "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"details\":{\"coding\":[{\"code\":\"" + code
                        + "\"}]}}]}";

        ProxyReply reply = new ProxyReply(status, new Original(body.getBytes(StandardCharsets.UTF_8)));

        assertThat(reply.isAboutTheToken()).isEqualTo(aboutTheToken);
    }
}
