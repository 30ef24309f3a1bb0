package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.SearchCases;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.ManyCases;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A million cases behind it, and a hundred thousand messages that wait for a service without a local system: how long look-ups take
 * then, and how many messages are accepted in a second with them and without.
 */
@GatewayTest
@DirtiesContext
class ManyBehindFault {

    private static final Logger out = LoggerFactory.getLogger(ManyBehindFault.class);
    private static final int CASES = 1_000_000;
    private static final int WAITING = 100_000;
    private static final int TIMES = 51;
    private static final int RUNS = 5;
    private static final int THREADS = 8;
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final double LOOK_UP_MILLIS = 20;
    private static final double SHARE = 0.9;
    private static final OutsideStore STORE = OutsideStore.start();
    private static final CountingSystem LOCAL = CountingSystem.start();
    private static final ServiceId BEHIND = new ServiceId(Systems.SERVICE_ID, FarSide.DOUBLED);
    private static final ServiceId WITHOUT_URL = new ServiceId(Systems.SERVICE_ID, FarSide.ANY);

    private final ProxyClient proxy;
    private final SearchCases search;
    private final CaseFile file;

    ManyBehindFault(@Qualifier("inboundListener") Listener inbound, SearchCases search, CaseFile file) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.search = search;
        this.file = file;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-many").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.store.url", STORE::url);
        settings.add("bars.services[3].delivery.url", LOCAL::url);
        // So that a service without a delivery.url of its own has none
        settings.add("bars.delivery.url", () -> null);
        settings.add("bars.inbound.request-timeout", () -> "10s");
    }

    @Test
    void look_ups_are_quick_and_what_waits_costs_others_little() throws Exception {
        accepted();
        accepted();
        double alone = accepted();
        ProxyClient one = proxy.to(FarSide.DOUBLED);
        assertThat(one.post(Messages.to(FarSide.DOUBLED, Messages.validation())).status())
                .isEqualTo(200);
        String like = one.header("X-Correlation-Id");
        ManyCases many = new ManyCases(STORE);
        many.addCases(like, CASES);
        Map<String, Double> medians = lookUps();
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            without.add(accepted());
            many.letWait(like, WITHOUT_URL.toString(), WAITING);
            with.add(accepted());
            many.waitNoMore(WITHOUT_URL.toString());
        }
        without.sort(null);
        with.sort(null);
        double share = with.get(RUNS / 2) / without.get(RUNS / 2);
        String figure =
                "%.0f a second with %,d cases behind, %.0f with %,d waiting too: %.0f %% (medians of %d); %.0f with nothing behind; look-ups in ms: %s"
                        .formatted(
                                without.get(RUNS / 2),
                                CASES,
                                with.get(RUNS / 2),
                                WAITING,
                                100 * share,
                                RUNS,
                                alone,
                                medians);
        out.info("{}; all without {}, with {}", figure, without, with);
        FailureTable.measured("G", figure, () -> {
            assertThat(medians.values()).allSatisfy(median -> assertThat(median).isLessThan(LOOK_UP_MILLIS));
            assertThat(share).isGreaterThan(SHARE);
        });
    }

    private Map<String, Double> lookUps() throws Exception {
        String some = "-" + CASES / 2;
        String born = LocalDate.of(1930, 1, 1).plusDays(CASES / 2 % 30_000).toString();
        Map<String, Double> medians = new LinkedHashMap<>();
        medians.put("id", median(() -> search.byId(BEHIND, "ServiceRequest", "s" + some)));
        medians.put("NHS number", median(() -> search.byNhsNumber(BEHIND, "ServiceRequest", "n" + some)));
        medians.put(
                "person",
                median(() -> search.byPerson(BEHIND, "ServiceRequest", List.of("robin"), born, "ZZ" + CASES / 2)));
        medians.put("identifier", median(() -> search.byIdentifier(BEHIND, "ServiceRequest", null, "i" + some)));
        medians.put("reference", median(() -> file.byReference("M" + some)));
        medians.put("correlation", median(() -> file.byCorrelationId("c" + some)));
        return medians;
    }

    private static double median(Callable<?> question) throws Exception {
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            question.call();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return Math.round(millis[TIMES / 2] * 10) / 10.0;
    }

    /** Messages accepted in a second. */
    private double accepted() throws Exception {
        AtomicInteger count = new AtomicInteger();
        long end = System.nanoTime() + RUN.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                senders.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        assertThat(proxy.to(FarSide.DOUBLED)
                                        .post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                                        .status())
                                .isEqualTo(200);
                        count.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return count.get() / (double) RUN.toSeconds();
    }
}
