package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Local doors of one kind do not wait for those of another. */
@GatewayTest
@DirtiesContext
class LocalDoorsIT {

    private static final int QUESTIONS = 50;
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Mute FAR_END = Mute.open();

    private final LocalClient local;
    private final ExecutorService askers = Executors.newFixedThreadPool(QUESTIONS);

    LocalDoorsIT(@Qualifier("localListener") Listener localSide) {
        this.local = new LocalClient(localSide.boundPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-doors").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.sender.api", () -> "http://127.0.0.1:" + FAR_END.port());
    }

    @AfterEach
    void letGo() throws IOException {
        FAR_END.close();
        askers.shutdownNow();
    }

    @Test
    void fifty_hanging_questions_delay_no_health_answer_report_or_command() {
        List<CompletableFuture<Integer>> asked = new CopyOnWriteArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            asked.add(CompletableFuture.supplyAsync(this::ask, askers));
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> FAR_END.connections() >= 4);

        assertThat(within("/health")).isEqualTo(200);
        assertThat(within("/metrics")).isEqualTo(200);
        assertThat(within("/messages?reference=NOTHING")).isEqualTo(404);
        assertThat(within("/operator/handshakes")).isEqualTo(401);
        assertThat(asked.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                .as("one too many is told so at once")
                .containsOnly(503);
    }

    private int within(String path) {
        return CompletableFuture.supplyAsync(() -> status(path))
                .orTimeout(MOMENT.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                .join();
    }

    private int ask() {
        return status("/services/2000099001/Slot?start=ge2026-01-01");
    }

    private int status(String path) {
        try {
            return local.get(path).status();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Takes connections and never says a word. */
    private record Mute(ServerSocket door, List<Socket> taken) {

        static Mute open() {
            try {
                Mute mute = new Mute(
                        new ServerSocket(0, QUESTIONS, InetAddress.getLoopbackAddress()), new CopyOnWriteArrayList<>());
                Thread thread = new Thread(mute::take, "mute");
                thread.setDaemon(true);
                thread.start();
                return mute;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void take() {
            try {
                while (!door.isClosed()) {
                    taken.add(door.accept());
                }
            } catch (IOException e) {
                // The door was closed
            }
        }

        int port() {
            return door.getLocalPort();
        }

        int connections() {
            return taken.size();
        }

        void close() throws IOException {
            door.close();
            for (Socket socket : taken) {
                socket.close();
            }
        }
    }
}
