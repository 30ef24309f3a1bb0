package io.barsgateway.operate.routebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.barsgateway.edge.LimitsProperties;
import io.barsgateway.outbox.attempt.AttemptDeadline;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.core5.http.ContentTooLongException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Calls as routes make them, to a real server. */
class BoundedAnswerTest {

    private static final int MOST = 100_000;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final HttpServer server;

    BoundedAnswerTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/fits", exchange -> {
            exchange.sendResponseHeaders(200, MOST);
            exchange.getResponseBody().write(new byte[MOST]);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (exchange) {
                pour(exchange.getResponseBody());
            }
        });
        server.createContext("/bomb", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(500, 0);
            try (exchange;
                    GZIPOutputStream gzip = new GZIPOutputStream(exchange.getResponseBody())) {
                pour(gzip);
            }
        });
        server.start();
    }

    private static void pour(OutputStream out) throws IOException {
        while (true) {
            out.write(new byte[10_000]);
        }
    }

    @BeforeEach
    void start() {
        EndpointDefaults defaults = new EndpointDefaults();
        HttpComponent calls = new HttpComponent();
        calls.setHttpClientConfigurer(
                defaults.ownRetriesAndNoEndlessAnswer(new LimitsProperties(50_000, 33, DataSize.ofBytes(MOST))));
        camel.addComponent("http", calls);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop(0);
    }

    private Exchange call(String path) {
        return camel.createProducerTemplate()
                .request("http://127.0.0.1:" + server.getAddress().getPort() + path, exchange -> exchange.getMessage()
                        .setBody("x"));
    }

    @Test
    void an_answer_within_the_bound_is_read() {
        assertThat(call("/fits").getMessage().getBody(byte[].class)).hasSize(MOST);
    }

    @Test
    void an_answer_without_an_end_is_none() {
        assertThat(call("/endless").getException()).isInstanceOf(ContentTooLongException.class);
    }

    @Test
    void what_inflates_without_an_end_is_none_either() {
        assertThat(call("/bomb").getException()).isInstanceOf(ContentTooLongException.class);
    }

    @Test
    void an_endpoint_with_a_deadline_of_its_own_is_bounded_too() {
        try (AttemptDeadline deadline = new AttemptDeadline(
                Duration.ofSeconds(20),
                new EndpointDefaults()
                        .ownRetriesAndNoEndlessAnswer(new LimitsProperties(50_000, 33, DataSize.ofBytes(MOST))))) {
            camel.getRegistry().bind("deadline", deadline);

            assertThat(call("/endless?httpClientConfigurer=%23deadline").getException())
                    .isInstanceOf(ContentTooLongException.class);
        }
    }
}
