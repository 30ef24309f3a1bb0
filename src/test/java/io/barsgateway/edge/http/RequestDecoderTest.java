package io.barsgateway.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads are read strictly: a header line never goes on in the next one (RFC 9112 5.2). */
class RequestDecoderTest {

    private static final String GOOD = "GET /a HTTP/1.1\r\nHost: a.test\r\nX-One: 1\r\n\r\n";
    private static final String FOLDED = "GET /b HTTP/1.1\r\nHost: a.test\r\nX-One: 1\r\n\t2\r\n\r\n";
    private static final String WITH_BODY =
            "POST /c HTTP/1.1\r\nHost: a.test\r\nContent-Length: 12\r\n\r\n a\r\n b\r\n\tc\r\n";
    private static final String CHUNKED =
            "POST /d HTTP/1.1\r\nHost: a.test\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nx\r\n y\n\r\n0\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder(new HttpDecoderConfig()));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    /** For each request its path, with a question mark where it is malformed. */
    private List<String> read(String bytes, int atOnce) {
        for (int from = 0; from < bytes.length(); from += atOnce) {
            channel.writeInbound(Unpooled.copiedBuffer(
                    bytes.substring(from, Math.min(bytes.length(), from + atOnce)), StandardCharsets.UTF_8));
        }
        List<String> requests = new ArrayList<>();
        for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
            if (part instanceof HttpRequest request) {
                requests.add(request.uri() + (request.decoderResult().isSuccess() ? "" : "?"));
            }
            ReferenceCountUtil.release(part);
        }
        return requests;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void a_folded_header_line_is_malformed_however_the_bytes_come(int atOnce) {
        assertThat(read(FOLDED, atOnce)).containsExactly("/b?");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void a_body_may_have_lines_that_begin_with_a_space(int atOnce) {
        assertThat(read(WITH_BODY + CHUNKED + GOOD, atOnce)).containsExactly("/c", "/d", "/a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1000})
    void only_the_folded_one_of_two_requests_is_malformed(int atOnce) {
        assertThat(read(GOOD + FOLDED, atOnce)).containsExactly("/a", "/b?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r\n\r\n"})
    void empty_lines_before_a_request_are_no_fold(String before) {
        assertThat(read(GOOD + before + GOOD, 1)).containsExactly("/a", "/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /e HTTP/1.1\r\n Host: a.test\r\n\r\n", "GET /e HTTP/1.1\r\nHost: a.test\r\n \r\n\r\n"})
    void a_fold_is_seen_in_the_first_line_and_in_an_empty_one(String request) {
        assertThat(read(request, 1000)).containsExactly("/e?");
    }
}
