package io.barsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark finds the end of each answer, however the server marks it. */
class HttpAnswersTest {

    private static final String REFUSED = "HTTP/1.1 503 \r\nContent-Length: 0\r\n\r\n";

    private static HttpAnswers answers(String bytes) {
        return new HttpAnswers(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 5\r\n\r\ntaken",
                "Content-Length: 0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\ntaken\r\n0\r\n\r\n",
                // Sizes are hexadecimal, RFC 9112, section 7.1; a chunk may hold what looks like the end
                "transfer-encoding: Chunked\r\n\r\nB\r\n0\r\n\r\nHTTP/1\r\n005\r\ntaken\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5;name=value\r\ntaken\r\n00\r\nTrailer: one\r\nTrailer: two\r\n\r\n"
            })
    void the_next_answer_begins_where_one_ends(String headersAndBody) throws IOException {
        HttpAnswers answers = answers("HTTP/1.1 200 OK\r\n" + headersAndBody + REFUSED + REFUSED);

        assertThat(answers.readOk()).isTrue();
        assertThat(answers.readOk()).isFalse();
        assertThat(answers.readOk()).isFalse();
        assertThatThrownBy(answers::readOk).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 6\r\n\r\ntaken", "Transfer-Encoding: chunked\r\n\r\n5\r\ntaken\r\n"})
    void an_answer_that_is_cut_off_is_none(String headersAndBody) {
        assertThatThrownBy(answers("HTTP/1.1 200 OK\r\n" + headersAndBody)::readOk)
                .isInstanceOf(EOFException.class);
    }

    @Test
    void what_is_no_http_has_no_end() {
        assertThatThrownBy(answers("x".repeat(5_000))::readOk).isInstanceOf(EOFException.class);
    }
}
