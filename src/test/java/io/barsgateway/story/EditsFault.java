package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** 200 edits of routes, mappings and code tables under load, a third of them broken, some of them deletions: what is lost, what is refused. */
@GatewayTest
@DirtiesContext
class EditsFault {

    private static final int EDITS = 200;
    private static final long MEGABYTE = 1 << 20;
    private static final int KINDS = 3;
    private static final String MAPPING = "local/pas.jsonata";
    private static final String TABLE = "local/priority.csv";
    private static final RoutesFolder ROUTES = RoutesFolder.copied();
    private static final CountingSystem LOCAL = CountingSystem.start();

    private final ProxyClient proxy;
    private final LocalClient local;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());

    EditsFault(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-edits-home").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.routes", ROUTES::toString);
        settings.add("bars.routes-watch", () -> "100ms");
        settings.add("bars.inbound.request-timeout", () -> "10s");
        settings.add("bars.services[3].delivery.url", LOCAL::url);
        settings.add("bars.services[3].delivery.mapping", () -> "local/original.jsonata");
        settings.add("bars.services[7].delivery.mapping", () -> MAPPING);
    }

    @Test
    void nothing_is_lost_nothing_refused_and_no_broken_one_taken() throws Exception {
        ScheduledExecutorService senders = Executors.newScheduledThreadPool(8);
        for (int sender = 0; sender < 4; sender++) {
            // Each has a thread: a fixed rate never runs one task twice at once
            senders.scheduleAtFixedRate(this::send, 20L * sender, 80, TimeUnit.MILLISECONDS);
        }
        List<Long> millis = new ArrayList<>();
        BrokenEdit[] broken = BrokenEdit.values();
        long before = 0;
        for (int edit = 0; edit < EDITS; edit++) {
            if (edit == 20) {
                before = used();
            }
            long start = System.nanoTime();
            if (edit % KINDS == 0) {
                BrokenEdit mistake = broken[edit / KINDS % broken.length];
                ROUTES.write(mistake.file(), mistake.of(ROUTES.shipped(mistake.file())));
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ROUTES.refusals(local)
                        .contains(mistake.said()));
                ROUTES.write(mistake.file(), ROUTES.shipped(mistake.file()));
                Awaitility.await().until(() -> ROUTES.refusals(local).isEmpty());
            } else if (edit % KINDS == 1) {
                String marker = "edit" + edit;
                if (edit % 2 == 0) {
                    ROUTES.write(MAPPING, ROUTES.shipped(MAPPING).replace("\"pas\": 1", "\"pas\": \"" + marker + "\""));
                } else {
                    ROUTES.write(TABLE, ROUTES.shipped(TABLE).replace("C3,3", "C3," + marker));
                }
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mapped().contains(marker));
                millis.add((System.nanoTime() - start) / 1_000_000);
            } else {
                boolean there = edit / KINDS % 2 == 0;
                if (there) {
                    ROUTES.write("99-hello.yaml", RoutesFolder.HELLO);
                } else {
                    ROUTES.delete("99-hello.yaml");
                }
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> local.get("/hello").status() == (there ? 200 : 404));
                millis.add((System.nanoTime() - start) / 1_000_000);
            }
        }
        senders.shutdown();
        assertThat(senders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> LOCAL.requests()
                .containsAll(accepted));
        Collections.sort(millis);
        String figure =
                "%d edits, messages %,d, failed %d; good ones in use after %d ms (median), %d ms (most); heap %d MB after 20 edits, %d MB after all; under two keys %d"
                        .formatted(
                                EDITS,
                                accepted.size(),
                                failed.size(),
                                millis.get(millis.size() / 2),
                                millis.get(millis.size() - 1),
                                before / MEGABYTE,
                                used() / MEGABYTE,
                                LOCAL.underTwoKeys());
        FailureTable.measured("H", figure, () -> {
            assertThat(failed).isEmpty();
            assertThat(LOCAL.underTwoKeys()).isZero();
        });
    }

    /** What a message becomes now. */
    private String mapped() throws IOException, InterruptedException {
        ProxyClient request = proxy.to(FarSide.VIEWED);
        assertThat(request.post(Messages.to(FarSide.VIEWED, Messages.validation()))
                        .status())
                .isEqualTo(200);
        return FarSide.LOCAL.await(1, LocalDouble.of(request)).get(0).body();
    }

    private void send() {
        try {
            ProxyClient request = proxy.to(FarSide.DOUBLED);
            int status = request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                    .status();
            if (status == 200) {
                accepted.add(request.header("X-Request-Id"));
            } else {
                failed.add(String.valueOf(status));
            }
        } catch (IOException | InterruptedException e) {
            failed.add(e.toString());
        }
    }

    /** Heap in use after a collection, in bytes. */
    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
