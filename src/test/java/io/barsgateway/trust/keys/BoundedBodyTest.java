package io.barsgateway.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real server whose answer is as long as it is asked for; 0 for one without an end. */
class BoundedBodyTest {

    private final HttpServer server;

    BoundedBodyTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            int length = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(200, length);
            try (exchange) {
                for (int i = 0; length == 0 || i < length; i++) {
                    exchange.getResponseBody().write('x');
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private byte[] ask(int length) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + length);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), new BoundedBody(1_000))
                .body();
    }

    @Test
    void an_answer_is_read_up_to_the_bound() throws Exception {
        assertThat(ask(1_000)).hasSize(1_000);
    }

    @Test
    void a_longer_one_is_no_answer() {
        assertThatThrownBy(() -> ask(1_001))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 1000 bytes");
    }

    @Test
    void one_without_an_end_comes_to_one() {
        assertThatThrownBy(() -> ask(0)).isInstanceOf(IOException.class);
    }
}
