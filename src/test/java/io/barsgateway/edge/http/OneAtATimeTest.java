package io.barsgateway.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.request.InFlight;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pipelined requests wait their turn, so that answers leave in the order of the questions. */
class OneAtATimeTest {

    private final InFlight inFlight = new InFlight();
    private final DrainBeforeClose drain = new DrainBeforeClose();
    private final EmbeddedChannel channel = new EmbeddedChannel(drain, new OneAtATime(inFlight, drain));

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void comes(String path) {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path));
    }

    private void bodyComes(String text) {
        channel.writeInbound(new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
        channel.writeInbound(new DefaultLastHttpContent());
    }

    private HttpResponse answer(int status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status)));
        return channel.readOutbound();
    }

    /** What has been let through since it was asked last: the path of a request, the text of a body. */
    private List<String> passed() {
        List<String> passed = new ArrayList<>();
        for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
            if (part instanceof HttpRequest request) {
                passed.add(request.uri());
            } else if (part instanceof HttpContent content && content.content().isReadable()) {
                passed.add(content.content().toString(StandardCharsets.UTF_8));
            }
        }
        return passed;
    }

    private int open() throws InterruptedException {
        return inFlight.drain(Duration.ZERO);
    }

    @Test
    void the_second_request_waits_for_the_answer_to_the_first() throws InterruptedException {
        comes("/1");
        bodyComes("one");
        comes("/2");
        bodyComes("two");

        assertThat(passed()).containsExactly("/1", "one");
        assertThat(open()).isEqualTo(1);

        answer(200);
        assertThat(passed()).containsExactly("/2", "two");
        assertThat(open()).isEqualTo(1);

        answer(200);
        assertThat(open()).isZero();
    }

    @Test
    void a_third_one_waits_on_when_the_second_has_its_turn() {
        comes("/1");
        comes("/2");
        bodyComes("two");
        comes("/3");
        bodyComes("three");
        passed();

        answer(200);
        assertThat(passed()).containsExactly("/2", "two");
        answer(200);
        assertThat(passed()).containsExactly("/3", "three");
    }

    @Test
    void nothing_more_is_read_while_a_request_waits() {
        comes("/1");
        assertThat(channel.config().isAutoRead()).isTrue();
        comes("/2");
        assertThat(channel.config().isAutoRead()).isFalse();

        answer(200);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void an_interim_response_is_no_answer() throws InterruptedException {
        comes("/1");
        comes("/2");
        passed();

        assertThat(answer(100).headers().contains("Connection")).isFalse();
        assertThat(passed()).isEmpty();
        assertThat(open()).isEqualTo(1);
    }

    @Test
    void an_answer_that_ends_the_connection_is_the_last() throws InterruptedException {
        comes("/1");
        bodyComes("one");
        passed();
        lastAnswer();

        assertThat(channel.isOpen()).isFalse();
        assertThat(open()).isZero();
    }

    @Test
    void a_request_that_waits_is_not_heard_after_the_last_answer() {
        comes("/1");
        bodyComes("one");
        comes("/2");
        passed();
        lastAnswer();

        assertThat(passed()).isEmpty();
        endsWhenQuiet();
    }

    @Test
    void the_rest_of_a_body_that_is_too_large_is_read_away_before_the_end() {
        channel.pipeline().addLast(new HttpObjectAggregator(10, true));
        HttpRequest chunked = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/1");
        chunked.headers().set("Transfer-Encoding", "chunked");
        channel.writeInbound(chunked);
        channel.writeInbound(new DefaultHttpContent(Unpooled.buffer(11).writeZero(11)));
        assertThat(channel.<HttpResponse>readOutbound().status().code()).isEqualTo(413);

        HttpContent rest = new DefaultHttpContent(Unpooled.buffer(11).writeZero(11));
        channel.writeInbound(rest);
        assertThat(rest.refCnt()).isZero();
        endsWhenQuiet();
    }

    private void lastAnswer() {
        DefaultFullHttpResponse last =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
        last.headers().set("Connection", "close");
        channel.writeOutbound(last);
    }

    private void endsWhenQuiet() {
        assertThat(channel.isOpen()).isTrue();
        for (int quiet = 0; quiet < 2; quiet++) {
            channel.advanceTimeBy(250, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_draining_listener_makes_each_answer_the_last() {
        comes("/1");
        bodyComes("one");
        inFlight.beginDraining();

        assertThat(answer(200).headers().get("Connection")).isEqualTo("close");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void an_idle_connection_that_must_leave_ends_at_once() {
        channel.pipeline().fireUserEventTriggered(OneAtATime.LEAVE);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_busy_connection_that_must_leave_has_its_answer_first() {
        comes("/1");
        bodyComes("one");
        channel.pipeline().fireUserEventTriggered(OneAtATime.LEAVE);
        assertThat(channel.isOpen()).isTrue();

        assertThat(answer(200).headers().get("Connection")).isEqualTo("close");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_caller_that_goes_leaves_nothing_in_flight() throws InterruptedException {
        comes("/1");
        HttpContent waiting = new DefaultHttpContent(Unpooled.copiedBuffer("two", StandardCharsets.UTF_8));
        comes("/2");
        channel.writeInbound(waiting);

        channel.close();

        assertThat(open()).isZero();
        assertThat(waiting.refCnt()).as("what waited is let go").isZero();
    }
}
