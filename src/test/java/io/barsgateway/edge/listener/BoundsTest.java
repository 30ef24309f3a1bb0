package io.barsgateway.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.edge.WorkingMemory.Portion;
import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real port takes on at once, in connections, requests and memory, and who hears what when it is full. */
class BoundsTest {

    private static final String QUESTION = "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private Opened opened = Opened.plainly();

    @AfterEach
    void close() {
        opened.close();
    }

    private TlsClient reopen(Opened other) {
        opened.close();
        opened = other;
        return opened.client(opened.caller);
    }

    private static Wire connect(TlsClient client) throws IOException {
        return client.connect("localhost", "TLSv1.3");
    }

    private static void write(Wire wire, String text) throws IOException {
        wire.socket().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        wire.socket().getOutputStream().flush();
    }

    private static String post(int bytes) {
        return "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes);
    }

    @Test
    void a_new_connection_replaces_the_one_idle_for_longest() throws Exception {
        TlsClient client = reopen(Opened.forFew(2));
        try (Wire first = connect(client);
                Wire second = connect(client)) {
            assertThat(first.get("/x")).isEqualTo(200);
            assertThat(second.get("/x")).isEqualTo(200);
            assertThat(first.get("/x")).isEqualTo(200);

            try (Wire third = connect(client)) {
                assertThat(third.get("/x")).isEqualTo(200);
                assertThat(second.ends()).isTrue();
                assertThat(first.get("/x")).isEqualTo(200);
            }
        }
        assertThat(opened.refusals.seen()).isEmpty();
    }

    @Test
    void where_no_connection_is_idle_a_new_one_is_turned_away() throws Exception {
        TlsClient client = reopen(Opened.forFew(2));
        opened.hold();
        try (Wire first = connect(client);
                Wire second = connect(client)) {
            write(first, QUESTION);
            write(second, QUESTION);
            Awaitility.await().until(() -> opened.begun() == 2);

            assertThatThrownBy(() -> connect(client)).isInstanceOf(IOException.class);
            assertThat(opened.refusals.seen())
                    .allSatisfy(seen -> assertThat(seen.rule()).isEqualTo("connections"))
                    .isNotEmpty();
            opened.release();
            assertThat(first.read()).isEqualTo(200);
            assertThat(second.read()).isEqualTo(200);
        }
    }

    @Test
    void a_connection_goes_on_after_429() throws Exception {
        TlsClient client = reopen(Opened.forFewRequests(1));
        opened.hold();
        try (Wire working = connect(client);
                Wire refused = connect(client)) {
            write(working, QUESTION);
            Awaitility.await().until(() -> opened.begun() == 1);

            assertThat(refused.send(post(9_000))).isEqualTo(429);
            opened.release();
            assertThat(working.read()).isEqualTo(200);
            assertThat(refused.send(post(9_000))).as("on the same connection").isEqualTo(200);
        }
    }

    @Test
    void a_request_that_was_told_408_while_it_waited_is_not_begun() throws Exception {
        TlsClient client = reopen(Opened.hurriedly());
        opened.hold();
        try (Wire first = connect(client);
                Wire second = connect(client);
                Wire waiting = connect(client)) {
            write(first, QUESTION);
            write(second, QUESTION);
            Awaitility.await().until(() -> opened.begun() == 2);
            write(waiting, QUESTION);

            assertThat(waiting.read()).isEqualTo(408);
            opened.release();
            try (Wire next = connect(client)) {
                // Workers take requests in their order: the one that waited would have come first
                assertThat(next.get("/x")).isEqualTo(200);
            }
            assertThat(opened.begun()).isEqualTo(3);
        }
    }

    @Test
    void a_request_whose_caller_has_gone_is_not_begun() throws Exception {
        TlsClient client = reopen(Opened.forFew(3));
        opened.hold();
        try (Wire first = connect(client);
                Wire second = connect(client)) {
            write(first, QUESTION);
            write(second, QUESTION);
            Awaitility.await().until(() -> opened.begun() == 2);
            try (Wire waiting = connect(client)) {
                write(waiting, post(9_000));
                Awaitility.await().until(() -> opened.memory.taken() == 18_000);
            }
            // Another is let in once the listener has noticed that one of the three has gone
            Awaitility.await().until(() -> isLetIn(client));
            opened.release();
            assertThat(first.read()).isEqualTo(200);
            Awaitility.await().until(() -> opened.memory.taken() == 0);
            assertThat(opened.begun()).isEqualTo(2);
        }
    }

    @Test
    void a_body_without_memory_is_503_and_a_small_one_200() throws Exception {
        TlsClient client = opened.client(opened.caller);
        Portion others = opened.memory.begin(0);
        assertThat(others.grow(74_000)).isTrue();
        try (Wire large = connect(client);
                Wire small = connect(client)) {
            assertThat(large.send(post(9_000))).isEqualTo(503);
            assertThat(small.send(post(300))).isEqualTo(200);
        }
        others.giveBack();
        try (Wire large = connect(client)) {
            assertThat(large.send(post(9_000))).isEqualTo(200);
        }
        Awaitility.await().until(() -> opened.memory.taken() == 0);
    }

    @Test
    void a_body_that_fails_gives_its_memory_back() throws Exception {
        TlsClient client = reopen(Opened.impatiently());
        try (Wire broken = connect(client);
                Wire slow = connect(client);
                Wire large = connect(client)) {
            write(broken, "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(2_000));
            write(slow, "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(3_000));
            Awaitility.await().until(() -> opened.memory.taken() == 10_000);
            closed(broken);
            assertThat(slow.read()).isEqualTo(408);
            assertThat(large.send(post(10_001))).isEqualTo(413);
            // Whether the connection goes on or not
            Awaitility.await()
                    .untilAsserted(() -> assertThat(opened.memory.taken()).isZero());
        }
    }

    private static boolean isLetIn(TlsClient client) {
        try (Wire one = connect(client)) {
            return one.socket().isConnected();
        } catch (Exception refused) {
            return false;
        }
    }

    /** As when its caller goes away in the middle. */
    private static void closed(Wire wire) throws IOException {
        wire.close();
    }
}
