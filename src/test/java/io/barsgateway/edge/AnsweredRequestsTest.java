package io.barsgateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.TlsClient.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request is told of once, with what its caller was answered, whoever answered it. */
class AnsweredRequestsTest {

    private static final String QUESTION = "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private Opened opened = Opened.plainly();

    @AfterEach
    void close() {
        opened.close();
    }

    private Wire connect(Opened other) throws IOException {
        opened.close();
        opened = other;
        return opened.client(opened.caller).connect("localhost", "TLSv1.3");
    }

    private static void write(Wire wire, String text) throws IOException {
        wire.socket().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        wire.socket().getOutputStream().flush();
    }

    @Test
    void what_a_route_and_what_the_listener_answered() throws Exception {
        try (Wire wire = connect(Opened.plainly())) {
            assertThat(wire.get("/x")).isEqualTo(200);
            assertThat(wire.get("/x")).isEqualTo(200);
            assertThat(wire.get("/nowhere")).isEqualTo(404);
        }
        assertThat(opened.answered).containsExactly(200, 200, 404);
    }

    @Test
    void pipelined_requests_are_told_of_one_by_one() throws Exception {
        try (Wire wire = connect(Opened.plainly())) {
            write(wire, QUESTION + QUESTION + QUESTION);
            assertThat(wire.read()).isEqualTo(200);
            assertThat(wire.read()).isEqualTo(200);
            assertThat(wire.read()).isEqualTo(200);
        }
        assertThat(opened.answered).containsExactly(200, 200, 200);
    }

    @Test
    void a_body_that_is_too_large_and_what_is_no_http() throws Exception {
        try (Wire wire = connect(Opened.plainly())) {
            write(wire, "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n\r\n");
            assertThat(wire.read()).isEqualTo(413);
        }
        assertThat(opened.answered).containsExactly(413);
    }

    /** The answer arrives, though more of the body is on its way than anybody reads before it. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_body_in_chunks_that_grows_too_large(String protocol) throws Exception {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        try (Wire wire = opened.client(opened.caller).connect("localhost", protocol)) {
            write(wire, "POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(20));
            assertThat(wire.read()).isEqualTo(413);
            assertThatCode(() -> wire.socket().getInputStream().readAllBytes())
                    .as("no reset")
                    .doesNotThrowAnyException();
        }
        assertThat(opened.answered).containsExactly(413);
    }

    @Test
    void a_deadline_that_passed_is_408_and_the_late_answer_is_none() throws Exception {
        try (Wire wire = connect(Opened.hurriedly())) {
            opened.hold();
            write(wire, QUESTION);
            assertThat(wire.read()).isEqualTo(408);
            opened.release();
        }
        assertThat(opened.answered).containsExactly(408);
    }

    @Test
    void a_caller_who_has_gone_was_answered_nothing() throws Exception {
        try (Wire wire = connect(Opened.plainly())) {
            opened.hold();
            write(wire, QUESTION);
            Awaitility.await().until(() -> opened.begun() == 1);
        }
        Awaitility.await().untilAsserted(() -> assertThat(opened.answered).containsExactly(AnsweredRequests.NO_ANSWER));
        opened.release();
    }

    @Test
    void a_connection_without_a_request_is_nothing() throws Exception {
        try (Wire wire = connect(Opened.plainly())) {
            assertThat(wire.get("/x")).isEqualTo(200);
        }
        Awaitility.await().until(() -> opened.listener.load().connections() == 0);
        assertThat(opened.answered).containsExactly(200);
    }

    @Test
    void the_load_counts_open_connections_and_working_and_waiting_requests() throws Exception {
        try (Wire first = connect(Opened.plainly());
                Wire second = opened.client(opened.caller).connect("localhost", "TLSv1.3");
                Wire third = opened.client(opened.caller).connect("localhost", "TLSv1.3")) {
            opened.hold();
            write(first, QUESTION);
            write(second, QUESTION);
            write(third, QUESTION);
            // The listener has two workers
            Awaitility.await().untilAsserted(() -> assertThat(opened.listener.load())
                    .isEqualTo(new Listener.Load("test", 3, 2, 1)));
            opened.release();
            assertThat(first.read()).isEqualTo(200);
            assertThat(third.read()).isEqualTo(200);
        }
    }
}
