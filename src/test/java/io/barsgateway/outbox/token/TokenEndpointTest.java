package io.barsgateway.outbox.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.barsgateway.fixture.HandClock;
import io.barsgateway.outbox.TryAgain;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token endpoint answers, and what is made of it (RFC 6749 5). */
class TokenEndpointTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static AccessToken ask(int status, String answer) throws IOException {
        return ask(status, answer, Map.of(), "the-secret");
    }

    private static AccessToken ask(int status, String answer, Map<String, String> headers, String secret)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            return new TokenEndpoint(url, HttpClient.newHttpClient(), Duration.ofSeconds(5), new HandClock(NOW))
                    .ask(headers, Map.of("grant_type", "client_credentials"), secret);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'access_token':'a.b','token_type':'Bearer','expires_in':300}|300",
                "{'access_token':'a.b','token_type':'bearer','expires_in':'300'}|300",
                "{'access_token':'a.b'}|60",
                "{'access_token':'a.b','expires_in':-5}|0",
                "{'access_token':'a.b','expires_in':9223372036854775807}|604800"
            })
    void a_token_is_good_for_as_long_as_is_said_within_reason(String answer, long seconds) throws IOException {
        AccessToken token = ask(200, answer.replace('\'', '"'));

        assertThat(token.value()).isEqualTo("a.b");
        assertThat(token.endsAt()).isEqualTo(NOW.plusSeconds(seconds));
        assertThat(token.renewAt()).isEqualTo(NOW.plusSeconds(seconds * 4 / 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{'access_token':'a','token_type':'mac'}|something else than a bearer token",
                "200|{'access_token':'a\\r\\nX-Other: b'}|something else than a bearer token",
                "200|{'access_token':''}|something else than a bearer token",
                "200|{'access_token':7}|answered 200",
                "200|[]|answered 200",
                "200|<html>|is not JSON",
                "400|{'error':'invalid_client','error_description':'the-secret is wrong'}|answered 400 invalid_client … is wrong"
            })
    void anything_else_is_no_token_and_may_pass(int status, String answer, String said) {
        assertThatThrownBy(() -> ask(status, answer.replace('\'', '"')))
                .isInstanceOf(TryAgain.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("the-secret");
    }

    /** A character outside the basic plane takes two places until it is replaced by one. */
    @Test
    void its_words_are_cut_after_what_cannot_be_printed_is_replaced() {
        assertThatThrownBy(() -> ask(400, "{\"error\":\"" + "\\udb80\\udc00".repeat(100) + "\"}"))
                .isInstanceOf(TryAgain.class)
                .hasMessageEndingWith("answered 400 " + "?".repeat(100));
    }

    /** Whoever reads the log could turn each of them back into the secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {"the+/secret", "the%2B%2Fsecret", "Basic aWQ6dGhl/Kw==", "aWQ6dGhl/Kw==", "aWQ6dGhl%2FKw%3D%3D"})
    void no_form_of_the_secret_is_said_again(String echoed) {
        assertThatThrownBy(() -> ask(
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"got " + echoed + "\"}",
                        Map.of("Authorization", "Basic aWQ6dGhl/Kw=="),
                        "the+/secret"))
                .isInstanceOf(TryAgain.class)
                .hasMessageMatching("the token endpoint \\S+ answered 401 invalid_client got (Basic )?…");
    }

    /** HttpRequest.timeout ends with the headers: a body that never ends would keep its client, and the thread of that, for ever. */
    @Test
    void an_answer_that_trickles_is_hung_up_on() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    body.write(' ');
                    body.flush();
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            } catch (IOException e) {
                hungUp.complete(null);
            }
        });
        server.start();
        try {
            TokenEndpoint slow = new TokenEndpoint(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                    HttpClient.newHttpClient(),
                    Duration.ofMillis(300),
                    new HandClock(NOW));

            assertThatThrownBy(() -> slow.ask(Map.of(), Map.of(), "the-secret"))
                    .isInstanceOf(TryAgain.class)
                    .hasMessageContaining("in time");
            assertThat(hungUp).succeedsWithin(Duration.ofSeconds(5));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_endpoint_that_is_not_there_may_come_back() {
        TokenEndpoint nobody = new TokenEndpoint(
                URI.create("http://127.0.0.1:1/"),
                HttpClient.newHttpClient(),
                Duration.ofSeconds(5),
                new HandClock(NOW));

        assertThatThrownBy(() -> nobody.ask(Map.of(), Map.of(), "the-secret"))
                .isInstanceOf(TryAgain.class)
                .hasMessageContaining("no answer from the token endpoint http://127.0.0.1:1/");
    }
}
