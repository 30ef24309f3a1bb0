package io.barsgateway.story;

import static io.barsgateway.fixture.FileGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.FileGateway;
import io.barsgateway.fixture.Footprint;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway for a thousand services, beside one for a single one: its start, an edit of its settings, and a message. */
class ManyServicesFault {

    private static final int MANY = 1000;
    private static final int TIMES = 200;
    private static final double LONGEST_EDIT_SECONDS = 10;

    @TempDir
    private Path folder;

    /** Seconds; a message in milliseconds. */
    private record Measured(double start, double edit, double message) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "start %.1f s, edit in use after %.1f s, message p50 %.1f ms", start, edit, message);
        }
    }

    @Test
    void a_thousand_services_cost_little() throws Exception {
        // The first start of a JVM is another thing
        measured(1);
        Measured one = measured(1);
        Measured many = measured(MANY);

        FailureTable.measured(
                "I",
                "1: %s; %,d: %s; again %s; live heap after %d messages, each in a process of its own: %d MB and %d MB"
                        .formatted(one, MANY, many, measured(MANY), TIMES, megabytes(1), megabytes(MANY)),
                () -> assertThat(many.edit).isLessThan(LONGEST_EDIT_SECONDS));
    }

    private long megabytes(int count) throws Exception {
        Path home = Files.createTempDirectory(folder, "services-" + count);
        try (CountingSystem local = CountingSystem.start();
                GatewayProcess gateway = new GatewayProcess(home, local.url(), "")) {
            String more = IntStream.range(1, count)
                    .mapToObj(n -> "{ id: \"" + id(n) + "\", use-cases: [all], versions: [all] }, ")
                    .collect(Collectors.joining());
            Path settings = home.resolve("gateway.yaml");
            Files.writeString(settings, Files.readString(settings).replace("services: [ ", "services: [ " + more));
            gateway.start();
            ProxyClient proxy = ProxyClient.at(gateway.port());
            for (int i = 0; i < TIMES; i++) {
                assertThat(status(proxy, FarSide.ANY)).isEqualTo(200);
            }
            return new Footprint(gateway.process()).liveHeap();
        }
    }

    private static Measured measured(int count) throws Exception {
        String[] services =
                IntStream.range(0, count).mapToObj(n -> service(id(n))).toArray(String[]::new);
        long begun = System.nanoTime();
        try (FileGateway gateway = FileGateway.start(services)) {
            double start = since(begun);
            ProxyClient proxy = gateway.proxy();
            String last = id(count - 1);
            double[] millis = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                long sent = System.nanoTime();
                assertThat(status(proxy, last)).isEqualTo(200);
                millis[i] = since(sent) * 1000;
            }
            Arrays.sort(millis);
            long edited = System.nanoTime();
            services[count - 1] = service(id(count));
            gateway.write(services);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> status(proxy, id(count)) == 200);
            double edit = since(edited);
            return new Measured(start, edit, millis[TIMES / 2]);
        }
    }

    private static String id(int number) {
        return String.valueOf(4_000_000_000L + number);
    }

    private static int status(ProxyClient proxy, String service) throws Exception {
        return proxy.to(service)
                .post(Messages.to(service, Messages.validation()))
                .status();
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
