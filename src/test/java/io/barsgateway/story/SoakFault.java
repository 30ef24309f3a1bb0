package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.Footprint;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.SteadySenders;
import io.barsgateway.fixture.SteadySenders.Timed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten minutes of a steady load, and ten minutes without a local system, on a heap of 512 MB that is all there from the start. */
class SoakFault {

    private static final int STEADY = 50;
    private static final int FEW = 5;
    private static final Duration WARMING = Duration.ofMinutes(2);
    private static final Duration ALL = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MORE_DESCRIPTORS = 20;

    @TempDir
    private Path home;

    private GatewayProcess gateway(CountingSystem local) throws Exception {
        GatewayProcess gateway =
                new GatewayProcess(home, local.url(), "").with("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");
        gateway.start();
        return gateway;
    }

    @Test
    void fifty_messages_a_second_leave_memory_and_descriptors_as_they_are() throws Exception {
        try (CountingSystem local = CountingSystem.start();
                GatewayProcess gateway = gateway(local)) {
            Footprint size = new Footprint(gateway.process());
            long begun = System.nanoTime();
            SteadySenders senders = SteadySenders.start(STEADY, ProxyClient.at(gateway.port()));
            Size warm;
            Size end;
            try (senders) {
                warm = after(begun, WARMING, size, false);
                end = after(begun, ALL, size, true);
            }
            long lost = awaitArrival(senders, local);
            long first = p99(senders.times(), begun, Duration.ZERO);
            long last = p99(senders.times(), begun, ALL.minus(MINUTE));
            String figure =
                    "%d messages in 10 minutes, answers %s, lost %d; resident memory %+.2f MB a minute; live heap %d MB, then %d MB; descriptors %d, then %d; p99 %d ms in the first minute, %d ms in the last"
                            .formatted(
                                    senders.countTaken(),
                                    senders.answers(),
                                    lost,
                                    size.slope(),
                                    warm.heap,
                                    end.heap,
                                    warm.descriptors,
                                    end.descriptors,
                                    first,
                                    last);
            FailureTable.measured("18", figure, () -> {
                assertThat(lost).isZero();
                assertThat(size.slope()).isLessThan(1);
                assertThat(end.descriptors).isLessThanOrEqualTo(warm.descriptors + MORE_DESCRIPTORS);
            });
        }
    }

    @Test
    void an_absent_local_system_costs_no_memory_and_gets_everything_later() throws Exception {
        try (CountingSystem local = CountingSystem.start();
                GatewayProcess gateway = gateway(local)) {
            Footprint size = new Footprint(gateway.process());
            local.refuseAll(503);
            long begun = System.nanoTime();
            SteadySenders senders = SteadySenders.start(FEW, ProxyClient.at(gateway.port()));
            Size warm;
            Size end;
            try (senders) {
                warm = after(begun, WARMING, size, false);
                end = after(begun, ALL, size, true);
            }
            local.refuseAll(0);
            long back = System.nanoTime();
            long lost = awaitArrival(senders, local);
            Duration until = Duration.ofNanos(System.nanoTime() - back);
            String figure =
                    "10 minutes: lost %d of %d, under two keys %d, all delivered %d s after the return; resident memory %+.2f MB a minute; live heap %d MB, then %d MB"
                            .formatted(
                                    lost,
                                    senders.countTaken(),
                                    local.underTwoKeys(),
                                    until.toSeconds(),
                                    size.slope(),
                                    warm.heap,
                                    end.heap);
            FailureTable.measured("9", figure, () -> {
                assertThat(lost).isZero();
                assertThat(local.underTwoKeys()).isZero();
                assertThat(size.slope()).isLessThan(1);
            });
        }
    }

    /** MB that are in use, and open descriptors. */
    private record Size(long heap, long descriptors) {}

    private static Size after(long begun, Duration time, Footprint size, boolean looking) throws Exception {
        Awaitility.await()
                .atMost(ALL.plus(WARMING))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> {
                    if (looking) {
                        size.look();
                    }
                    return System.nanoTime() - begun > time.toNanos();
                });
        return new Size(size.liveHeap(), size.descriptors());
    }

    /** How many of those that were taken have not come; returns once there are none, or after two minutes. */
    private static long awaitArrival(SteadySenders senders, CountingSystem local) {
        Set<String> missing = new TreeSet<>(senders.taken());
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    missing.removeAll(local.requests());
                    return missing.isEmpty() || System.nanoTime() > end;
                });
        return missing.size();
    }

    /** Milliseconds, of the messages of one minute. */
    private static long p99(List<Timed> times, long begun, Duration from) {
        List<Long> micros = times.stream()
                .filter(one -> one.sentAt() - begun >= from.toNanos()
                        && one.sentAt() - begun < from.plus(MINUTE).toNanos())
                .map(Timed::micros)
                .sorted()
                .toList();
        return micros.get(micros.size() * 99 / 100) / 1000;
    }
}
