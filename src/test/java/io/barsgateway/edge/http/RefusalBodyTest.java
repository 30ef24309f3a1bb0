package io.barsgateway.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody hears whom the listener itself refuses. */
class RefusalBodyTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new RefusalBody());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void asked(String contentType, String... accept) {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/x");
        if (!contentType.isEmpty()) {
            request.headers().set("Content-Type", contentType);
        }
        for (String one : accept) {
            request.headers().add("Accept", one);
        }
        channel.writeInbound(request);
    }

    private FullHttpResponse refused(int status) {
        return answered(status, "");
    }

    private FullHttpResponse answered(int status, String body) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        answer.headers()
                .set("Content-Length", answer.content().readableBytes())
                .set("Connection", "close")
                .set("Allow", "GET");
        channel.writeOutbound(answer);
        return channel.readOutbound();
    }

    private static String text(FullHttpResponse answer) {
        return answer.content().toString(StandardCharsets.UTF_8);
    }

    @Test
    void an_empty_refusal_becomes_an_operation_outcome() {
        asked("", "application/fhir+json");
        FullHttpResponse answer = refused(405);

        assertThat(text(answer)).contains("\"OperationOutcome\"", "REC_METHOD_NOT_ALLOWED");
        assertThat(answer.headers().get("Content-Type")).startsWith("application/fhir+json");
        assertThat(answer.headers().get("Content-Length"))
                .isEqualTo(String.valueOf(answer.content().readableBytes()));
        assertThat(answer.headers().get("Connection")).isEqualTo("close");
        assertThat(answer.headers().get("Allow")).isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/fhir+xml, xml",
        "application/fhir+xml, '', xml",
        "application/fhir+xml; charset=utf-8, */*, xml",
        "application/fhir+xml, application/fhir+json, json",
        "text/plain, text/plain, json",
        "'', '', json"
    })
    void it_is_in_the_format_that_was_asked_for(String contentType, String accept, String format) {
        asked(contentType, accept);

        assertThat(refused(413).headers().get("Content-Type")).startsWith("application/fhir+" + format);
    }

    /** RFC 9110 5.3: a header that comes twice is one list. */
    @Test
    void accept_in_two_lines_is_one_list() {
        asked("", "text/html", "application/fhir+xml");

        assertThat(refused(408).headers().get("Content-Type")).startsWith("application/fhir+xml");
    }

    @Test
    void before_any_request_was_read_it_is_json() {
        assertThat(text(refused(400))).startsWith("{");
    }

    @Test
    void the_next_request_has_a_format_of_its_own() {
        asked("", "application/fhir+xml");
        refused(404);

        asked("", "application/fhir+json");
        assertThat(text(refused(404))).startsWith("{");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 503})
    void a_refusal_that_has_a_body_keeps_it(int status) {
        asked("");
        assertThat(text(answered(status, "said"))).isEqualTo("said");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 304, 399})
    void what_is_no_refusal_stays_empty(int status) {
        asked("");
        assertThat(refused(status).content().readableBytes()).isZero();
    }
}
