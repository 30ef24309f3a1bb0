package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.trust.keys.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** 500 slow clients of a kind at once, with the time-outs as they are by default, and what others notice of them. */
@GatewayTest
@DirtiesContext
class SlowFault {

    private static final Logger out = LoggerFactory.getLogger(SlowFault.class);
    private static final int SLOW = 500;
    private static final int LEGITIMATE = 200;
    private static final int CHUNK = 64 * 1024;

    /** Longer than an answer may take to be read. */
    private static final Duration UNREAD = Duration.ofSeconds(60);

    /** The time-outs are looked at now and then, and by this test too. */
    private static final Duration A_LOOK = Duration.ofSeconds(5);

    private final Listener inbound;

    SlowFault(@Qualifier("inboundListener") Listener inbound) {
        this.inbound = inbound;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-slow").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.inbound.request-timeout", () -> "10s");
    }

    /** What they are slow at, and after how long each is cut at the latest. */
    enum Kind {
        HANDSHAKE(5),
        HEAD(10),
        BODY(10),
        /** Counted from the last byte of an answer: answers that fit into the buffers of the network are no longer ours. */
        READ(60),
        IDLE(60);

        private final Duration cutAfter;

        Kind(int seconds) {
            cutAfter = Duration.ofSeconds(seconds);
        }
    }

    /** What came of a kind. */
    private record Measured(Kind kind, int answered, double p99, double alone, double cutAfter) {
        @Override
        public String toString() {
            return "%s: %d of %d answered, p99 %.0f ms (alone %.0f), cut after %.0f s"
                    .formatted(kind.name().toLowerCase(Locale.ROOT), answered, LEGITIMATE, p99, alone, cutAfter);
        }
    }

    @Test
    void others_notice_little_and_each_is_cut_in_its_time() throws Exception {
        List<Measured> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            all.add(measure(kind));
        }
        String figure = all.stream().map(Measured::toString).collect(Collectors.joining("; "));
        FailureTable.measured("26", figure, () -> assertThat(all).allSatisfy(one -> {
            assertThat(one.answered).isEqualTo(LEGITIMATE);
            assertThat(one.cutAfter)
                    .isLessThan((double) one.kind.cutAfter.plus(A_LOOK).toSeconds());
        }));
    }

    private Measured measure(Kind kind) throws Exception {
        List<Long> alone = legitimate(50);
        List<Socket> slow = new ArrayList<>();
        TlsClient client = new TlsClient(
                inbound.boundPort(), Certificates.read(FarSide.PKI.root()), FarSide.PKI.material("proxy"));
        for (int i = 0; i < SLOW; i++) {
            slow.add(begin(kind, client));
        }
        long begun = System.nanoTime();
        AtomicLong heard = new AtomicLong(begun);
        CompletableFuture<Long> cut = CompletableFuture.supplyAsync(() -> awaitCut(slow, kind, heard));
        List<Long> micros = legitimate(LEGITIMATE);
        Measured measured = new Measured(
                kind,
                micros.size(),
                micros.get(micros.size() * 99 / 100) / 1000.0,
                alone.get(alone.size() * 99 / 100) / 1000.0,
                (cut.get() - (kind == Kind.READ ? heard.get() : begun)) / 1_000_000_000.0);
        out.info("{} slow ones; {}", SLOW, measured);
        for (Socket socket : slow) {
            socket.close();
        }
        return measured;
    }

    /** When the last of them was cut. Who is slow at reading begins to read late, and then finds the end. */
    private static long awaitCut(List<Socket> slow, Kind kind, AtomicLong heard) {
        Awaitility.await()
                .pollDelay(kind == Kind.READ ? UNREAD : Duration.ZERO)
                .atMost(kind.cutAfter.plusSeconds(150))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> slow.stream().noneMatch(socket -> isOpen(socket, heard)));
        return System.nanoTime();
    }

    private Socket begin(Kind kind, TlsClient client) throws IOException {
        if (kind == Kind.HANDSHAKE) {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), inbound.boundPort()));
            socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02});
            return socket;
        }
        Socket socket = client.connect("localhost", "TLSv1.3").socket();
        String head = "POST /$process-message HTTP/1.1\r\nHost: localhost\r\n";
        String sent =
                switch (kind) {
                    case HEAD -> head;
                    case BODY -> head + "Content-Length: 100000\r\n\r\n{";
                    case READ -> "GET /metadata HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50);
                    default -> "";
                };
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private List<Long> legitimate(int count) throws Exception {
        List<Long> micros = new ArrayList<>();
        ProxyClient proxy = ProxyClient.at(inbound.boundPort());
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            if (proxy.to(FarSide.ANY).post(Messages.validation()).status() == 200) {
                micros.add((System.nanoTime() - start) / 1000);
            }
        }
        Collections.sort(micros);
        return micros;
    }

    /** Reads what there is; an end, or a reset, means that the other side has cut it. */
    private static boolean isOpen(Socket socket, AtomicLong heard) {
        try {
            socket.setSoTimeout(1);
            byte[] chunk = new byte[CHUNK];
            while (socket.getInputStream().read(chunk) >= 0) {
                heard.set(System.nanoTime());
            }
            return false;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
