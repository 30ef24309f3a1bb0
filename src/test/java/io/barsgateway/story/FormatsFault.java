package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Original, view, mapped original and mapped view in turns: how many messages a second go from the Sender to the local system. */
@GatewayTest
@DirtiesContext
class FormatsFault {

    private static final int ROUNDS = 5;
    private static final int MESSAGES = 300;
    private static final int SENDERS = 4;

    /** Service by what it is told, in the order in which a round goes through them. */
    private static final Map<String, String> SERVICES = new TreeMap<>(Map.of(
            "a original", FarSide.DOUBLED,
            "b view", FarSide.VIEWED,
            "c mapped original", FarSide.ANY,
            "d mapped view", FarSide.FALLING_BACK));

    private static final RoutesFolder ROUTES = RoutesFolder.copied();
    private static final CountingSystem LOCAL = CountingSystem.start();

    private final ProxyClient proxy;

    FormatsFault(@Qualifier("inboundListener") Listener inbound) {
        this.proxy = ProxyClient.at(inbound.boundPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-formats-home").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.routes", ROUTES::toString);
        settings.add("bars.delivery.at-once", () -> "16");
        for (int service : List.of(0, 3, 7, 13)) {
            settings.add("bars.services[" + service + "].delivery.url", LOCAL::url);
        }
        settings.add("bars.services[0].delivery.mapping", () -> "local/original.jsonata");
        settings.add("bars.services[13].delivery.mapping", () -> "local/pas.jsonata");
    }

    @Test
    void a_mapping_costs_little_beside_what_a_message_costs() throws Exception {
        for (String service : SERVICES.values()) {
            rate(service);
        }
        Map<String, List<Long>> rates = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, String> format : SERVICES.entrySet()) {
                rates.computeIfAbsent(format.getKey(), first -> new ArrayList<>())
                        .add(rate(format.getValue()));
            }
        }
        rates.values().forEach(of -> of.sort(null));
        String figure = rates.entrySet().stream()
                .map(format -> format.getKey().substring(2) + " " + median(format.getValue()))
                .collect(Collectors.joining(", "));
        long original = median(rates.getOrDefault("a original", List.of(0L)));
        FailureTable.measured(
                "M", figure + " messages a second (medians of " + ROUNDS + ")", () -> assertThat(rates.values())
                        .allSatisfy(of -> assertThat(median(of)).isGreaterThan(original / 2)));
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    /** Messages a second from the first request to the last delivery. */
    private long rate(String service) throws InterruptedException {
        Set<String> sent = ConcurrentHashMap.newKeySet();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        long start = System.nanoTime();
        for (int i = 0; i < MESSAGES; i++) {
            senders.execute(() -> send(service, sent));
        }
        senders.shutdown();
        assertThat(senders.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        assertThat(sent).hasSize(MESSAGES);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> LOCAL.requests()
                .containsAll(sent));
        return MESSAGES * 1000L / Math.max(1, (System.nanoTime() - start) / 1_000_000);
    }

    private void send(String service, Set<String> sent) {
        try {
            ProxyClient request = proxy.to(service);
            if (request.post(Messages.to(service, Messages.validation())).status() == 200) {
                sent.add(request.header("X-Request-Id"));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
