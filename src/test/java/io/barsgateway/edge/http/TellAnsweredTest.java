package io.barsgateway.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.AnsweredRequests;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TellAnsweredTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> told = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new TellAnswered(
            (request, status, took) -> told.add(request.uri() + " " + status + " " + took.toNanos()), nanos::get));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void comes(String path) {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path));
    }

    private void answer(int status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status)));
    }

    @Test
    void time_counts_from_the_last_byte_of_the_request() {
        comes("/a");
        nanos.addAndGet(1_000);
        channel.writeInbound(new DefaultLastHttpContent());
        nanos.addAndGet(30);
        answer(100);
        nanos.addAndGet(12);
        answer(404);

        assertThat(told).containsExactly("/a 404 42");
    }

    @Test
    void a_caller_that_goes_before_its_answer_is_told() {
        comes("/a");
        nanos.addAndGet(7);
        channel.close();

        assertThat(told).containsExactly("/a " + AnsweredRequests.NO_ANSWER + " 7");
    }

    @Test
    void each_request_is_told_once() {
        comes("/a");
        answer(200);
        answer(500);
        comes("/b");
        answer(200);
        channel.close();

        assertThat(told).containsExactly("/a 200 0", "/b 200 0");
    }
}
