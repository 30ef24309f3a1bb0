package io.barsgateway.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD is answered as GET is, without the body (RFC 9110 9.3.2). */
class HeadAnswerTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new HeadAnswer());

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private HttpRequest asked(HttpMethod method) {
        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, "/metadata"));
        return channel.readInbound();
    }

    private FullHttpResponse answered(int status, String body) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        answer.headers().set("ETag", "W/\"1\"");
        channel.writeOutbound(answer);
        return channel.readOutbound();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 503})
    void the_answer_to_head_has_the_headers_and_no_body(int status) {
        assertThat(asked(HttpMethod.HEAD).method()).isEqualTo(HttpMethod.GET);

        FullHttpResponse answer = answered(status, "é");

        assertThat(answer.status().code()).isEqualTo(status);
        assertThat(answer.content().readableBytes()).isZero();
        assertThat(answer.headers().get("Content-Length")).as("in bytes").isEqualTo("2");
        assertThat(answer.headers().get("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void the_next_get_on_the_connection_has_its_body() {
        asked(HttpMethod.HEAD);
        answered(200, "first");

        asked(HttpMethod.GET);
        assertThat(answered(200, "second").content().toString(StandardCharsets.UTF_8))
                .isEqualTo("second");
    }

    @Test
    void other_methods_are_passed_as_they_came() {
        assertThat(asked(HttpMethod.POST).method()).isEqualTo(HttpMethod.POST);
        assertThat(answered(200, "body").content().readableBytes()).isEqualTo(4);
    }
}
