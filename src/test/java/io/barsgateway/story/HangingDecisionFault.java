package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble.Hold;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;

/** A local system that decides first hangs at twenty messages a second, and what the other services notice of it. */
@GatewayTest
class HangingDecisionFault {

    private static final Logger out = LoggerFactory.getLogger(HangingDecisionFault.class);
    private static final int SECONDS = 30;
    private static final int A_SECOND = 20;

    private final ProxyClient proxy;

    HangingDecisionFault(@Qualifier("inboundListener") Listener inbound) {
        this.proxy = ProxyClient.at(inbound.boundPort());
    }

    @Test
    void every_other_service_and_the_metadata_are_answered() throws Exception {
        Hold hanging = FarSide.LOCAL.holdNext(
                SECONDS * A_SECOND, attempt -> attempt.header("X-Bars-Service").contains(FarSide.CONFIRMING));
        Map<Integer, AtomicInteger> sick = new ConcurrentSkipListMap<>();
        ScheduledExecutorService senders = Executors.newScheduledThreadPool(4 * A_SECOND);
        for (int i = 0; i < A_SECOND; i++) {
            senders.scheduleAtFixedRate(() -> ask(sick), 1000L * i / A_SECOND, 1000, TimeUnit.MILLISECONDS);
        }
        Map<String, Integer> others = new TreeMap<>();
        long longest = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                int message = proxy.to(FarSide.ANY).post(Messages.validation()).status();
                int metadata = proxy.to(FarSide.ANY)
                        .call("GET", "/metadata", new byte[0])
                        .status();
                longest = Math.max(longest, System.nanoTime() - start);
                others.merge("message " + message, 1, Integer::sum);
                others.merge("metadata " + metadata, 1, Integer::sum);
            }
        } finally {
            hanging.release();
            senders.shutdownNow();
        }
        out.info("the sick service: {}; the others: {}, the longest pair {} ms", sick, others, longest / 1_000_000);
        String figure = "others: %s, the longest two requests %d ms; the sick service: %s"
                .formatted(words(others), longest / 1_000_000, words(sick));
        FailureTable.measured("B", figure, () -> {
            assertThat(others.keySet()).containsExactly("message 200", "metadata 200");
            assertThat(sick.keySet()).contains(503);
        });
    }

    private static String words(Map<?, ?> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " times " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void ask(Map<Integer, AtomicInteger> answers) {
        try {
            int status = proxy.to(FarSide.CONFIRMING)
                    .post(Messages.to(FarSide.CONFIRMING, Messages.booking()))
                    .status();
            answers.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
        } catch (Exception e) {
            answers.computeIfAbsent(0, first -> new AtomicInteger()).incrementAndGet();
        }
    }
}
