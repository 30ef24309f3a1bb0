package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LogLines;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Processes;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.RawRequests.Door;
import io.barsgateway.operate.access.OperatorToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One outage is one line in the log, however many requests meet it; a client that breaks off is none. */
@GatewayTest
@DirtiesContext
class OutageLinesIT {

    private static final int MANY = 25;
    private static final Path HOME = folder();
    private static final Socket NOBODY = Processes.boundByNobodyElse();

    private final Listener inbound;
    private final Listener localSide;
    private final LocalClient local;
    private final JdbcClient jdbc;
    private final CamelContext camel;

    OutageLinesIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener localSide,
            JdbcClient jdbc,
            CamelContext camel) {
        this.inbound = inbound;
        this.localSide = localSide;
        this.local = new LocalClient(localSide.boundPort());
        this.jdbc = jdbc;
        this.camel = camel;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("bars-outage-lines");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> HOME);
        settings.add("bars.sender.api", () -> "http://127.0.0.1:" + NOBODY.getLocalPort() + "/FHIR");
        settings.add("bars.sender.token-url", () -> "http://127.0.0.1:" + NOBODY.getLocalPort() + "/oauth2/token");
        settings.add("bars.services[3].delivery.url", () -> "http://127.0.0.1:" + NOBODY.getLocalPort() + "/in");
    }

    private void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    private static void assertOneLine(LogLines log, String beginning) {
        // The first look at the settings comes in its own time, and names the services without bookings
        assertThat(log.fromWarningsUpwards().stream().filter(line -> !line.startsWith("WARN WarnOfBookings ")))
                .singleElement()
                .asString()
                .startsWith(beginning);
        assertThat(log.all()).noneMatch(line -> line.contains("stack trace"));
    }

    @Test
    void a_local_system_that_is_away() throws Exception {
        ProxyClient proxy = ProxyClient.at(inbound.boundPort());
        try (LogLines log = LogLines.of(camel)) {
            for (int i = 0; i < MANY; i++) {
                assertThat(proxy.to(FarSide.DOUBLED)
                                .post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                                .status())
                        .isEqualTo(200);
            }
            await(() -> log.all().stream()
                            .filter(line -> line.contains("Postponed"))
                            .count()
                    >= MANY);

            assertOneLine(log, "ERROR Alarms Alarm deliveries of " + FarSide.DOUBLED);
        }
        jdbc.sql("UPDATE work SET status = 'done' WHERE status = 'ready'").update();
    }

    @Test
    void a_local_system_that_is_away_and_decides_first() throws Exception {
        ProxyClient proxy = ProxyClient.at(inbound.boundPort());
        try (LogLines log = LogLines.of(camel)) {
            for (int i = 0; i < MANY; i++) {
                assertThat(proxy.to(FarSide.UNREACHED)
                                .post(Messages.to(FarSide.UNREACHED, Messages.validation()))
                                .status())
                        .isEqualTo(503);
            }

            assertOneLine(log, "ERROR Alarms Alarm decisions of " + FarSide.UNREACHED);
        }
    }

    @Test
    void a_proxy_that_is_away_for_questions() throws Exception {
        try (LogLines log = LogLines.of(camel)) {
            for (int i = 0; i < MANY; i++) {
                assertThat(local.get("/services/2000011147/Slot?start=ge2026-01-01")
                                .status())
                        .isEqualTo(503);
            }

            assertOneLine(log, "ERROR Alarms Alarm questions: ");
        }
    }

    @Test
    void a_proxy_that_is_away_for_messages() throws Exception {
        ProxyClient proxy = ProxyClient.at(inbound.boundPort());
        try (LogLines log = LogLines.of(camel)) {
            for (int i = 0; i < MANY; i++) {
                ProxyClient request = proxy.to(FarSide.ANY);
                assertThat(request.post(Messages.validation()).status()).isEqualTo(200);
                assertThat(local.report("{\"correlationId\":\"" + request.header("X-Correlation-Id")
                                        + "\",\"kind\":\"interim\"}")
                                .status())
                        .isEqualTo(202);
            }
            await(() -> log.all().stream()
                            .filter(line -> line.contains("Postponed RESPONSE"))
                            .count()
                    >= MANY);

            assertOneLine(log, "ERROR Alarms Alarm messages to ");
        }
        jdbc.sql("UPDATE work SET status = 'done' WHERE status = 'ready'").update();
    }

    @Test
    void a_file_that_cannot_be_read() throws Exception {
        Path token = OperatorToken.file(HOME);
        byte[] content = Files.readAllBytes(token);
        Files.delete(token);
        try (LogLines log = LogLines.of(camel)) {
            for (int i = 0; i < MANY; i++) {
                assertThat(local.get("/operator/handshakes").status()).isEqualTo(503);
            }

            assertOneLine(log, "ERROR Alarms Alarm operator.token: ");
        } finally {
            Files.write(token, content);
        }
        assertThat(local.get("/operator/handshakes").status()).isEqualTo(401);
        assertThat(local.get("/health").body()).doesNotContain("operator.token");
    }

    @Test
    void clients_that_break_off_or_lose_the_thread_are_no_warning() throws Exception {
        String half = "POST {post} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf";
        String lost = "POST {post} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nZZ\r\n";
        List<Door> doors = List.of(Door.ofProxy(inbound.boundPort()), Door.ofLocal(localSide.boundPort()));
        try (LogLines log = LogLines.of(camel)) {
            for (Door door : doors) {
                for (int i = 0; i < MANY; i++) {
                    breakOff(door, half);
                    breakOff(door, lost);
                    breakOff(door, "GET " + door.get() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                }
            }
            assertThat(local.get("/health").status()).isEqualTo(200);

            assertThat(log.fromWarningsUpwards()).isEmpty();
            assertThat(log.all()).noneMatch(line -> line.contains("stack trace"));
        }
    }

    /** Ends with a reset, so that what was still to be read is an error on the other side. */
    private static void breakOff(Door door, String request) throws IOException {
        Socket socket = door.dial().connect();
        socket.getOutputStream().write(request.replace("{post}", door.post()).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
