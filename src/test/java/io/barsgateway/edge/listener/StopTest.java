package io.barsgateway.edge.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.TlsClient.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A listener that stops takes no new connection, answers whoever uses one that it has, and then closes. */
class StopTest {

    private final Opened opened = Opened.plainly();

    /** A thread for each: the common pool has one on two processors, and these wait for one another. */
    private final ExecutorService beside = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        opened.close();
        beside.shutdownNow();
    }

    private Wire connect() throws IOException {
        return opened.client(opened.caller).connect("localhost", "TLSv1.3");
    }

    private static boolean isRefused(int port) {
        try (Socket taken = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !taken.isConnected();
        } catch (ConnectException refused) {
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    @Test
    void a_request_on_a_kept_connection_is_answered_and_is_its_last() throws Exception {
        int port = opened.listener.boundPort();
        try (Wire busy = connect();
                Wire kept = connect();
                Wire idle = connect()) {
            assertThat(kept.get("/x")).isEqualTo(200);
            opened.hold();
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> status(busy), beside);
            Awaitility.await().until(() -> opened.begun() == 2);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(opened.listener::stop, beside);
            Awaitility.await().until(() -> isRefused(port));
            CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> status(kept), beside);
            Awaitility.await().until(() -> opened.begun() == 3);

            opened.release();

            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            stopped.get(20, TimeUnit.SECONDS);
            assertThat(kept.ends()).isTrue();
            assertThat(idle.ends()).isTrue();
        }
    }

    @Test
    void a_connection_that_was_just_made_may_still_ask() throws Exception {
        try (Wire made = connect()) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(opened.listener::stop, beside);

            assertThat(made.get("/x")).isEqualTo(200);

            stopped.get(20, TimeUnit.SECONDS);
            assertThat(made.ends()).isTrue();
        }
    }

    @Test
    void another_that_stops_with_it_need_not_wait_for_its_last_answer() throws Exception {
        int port = opened.listener.boundPort();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        try (Wire busy = connect()) {
            opened.hold();
            CompletableFuture<Integer> last = CompletableFuture.supplyAsync(() -> status(busy), beside);
            Awaitility.await().until(() -> opened.begun() == 1);

            opened.listener.stop(() -> stopped.complete(null));

            assertThat(stopped).isNotDone();
            Awaitility.await().until(() -> isRefused(port));
            opened.release();
            assertThat(last.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            stopped.get(20, TimeUnit.SECONDS);
        }
    }

    private static int status(Wire wire) {
        try {
            return wire.get("/x");
        } catch (IOException e) {
            return 0;
        }
    }
}
