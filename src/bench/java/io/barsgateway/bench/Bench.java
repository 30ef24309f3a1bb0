package io.barsgateway.bench;

import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures the gateway beside PostgreSQL alone and prints the figures, the ratios last; {@code bars bench} starts it. */
public final class Bench {

    private static final int SMALL = 17_000;
    private static final int LARGE = 35_000;
    private static final int CONNECTIONS = 16;
    private static final long DELIVERED_WITHIN = Duration.ofMinutes(2).toNanos();

    private final PrintStream out;
    private final BenchGateway gateway;
    private final LocalPki pki;
    private final Sink sink;
    private final Duration time;
    private final List<Ratio> ratios = new ArrayList<>();

    private Bench(PrintStream out, BenchGateway gateway, LocalPki pki, Sink sink, Duration time) {
        this.out = out;
        this.gateway = gateway;
        this.pki = pki;
        this.sink = sink;
        this.time = time;
    }

    /**
     * Runs it in the folder given first, where {@code bars} is.
     *
     * @param arguments the folder; then {@code --quick}, for 15 seconds a load in place of 60, or {@code --seconds=N}
     */
    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofSeconds(seconds(List.of(arguments)));
        Path root = Path.of(arguments[0]);
        Path home = Files.createTempDirectory(Files.createDirectories(root.resolve("target/bench")), "run-");
        try (Sink sink = Sink.start()) {
            LocalPki pki = new LocalPki(home.resolve("pki")).make(Clock.systemUTC());
            long begun = System.nanoTime();
            try (BenchGateway gateway = BenchGateway.start(root, home, pki, sink.url())) {
                System.out.printf(
                        "ready after %.1f s; JDK %s, %d processors%n",
                        (System.nanoTime() - begun) / 1e9,
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors());
                new Bench(System.out, gateway, pki, sink, time).run();
            }
        } finally {
            remove(home);
        }
        System.exit(0);
    }

    private static int seconds(List<String> words) {
        String word = words.size() == 2 ? words.get(1) : "--seconds=60";
        String seconds = word.equals("--quick") ? "--seconds=15" : word;
        if (words.size() > 2 || !seconds.matches("--seconds=[1-9][0-9]{0,3}")) {
            System.err.println("bars: usage: bars bench [--quick | --seconds=N], N the seconds of one load");
            System.exit(2);
        }
        return Integer.parseInt(seconds.substring("--seconds=".length()));
    }

    private void run() throws Exception {
        out.println("warming");
        Load.closed(CONNECTIONS, time.multipliedBy(8), MutualTlsSender.to(gateway.port(), pki, SMALL, true));
        awaitDeliveries(sink.taken());
        double small = gateway("gateway, 17 KB", SMALL, 0, true).rate();
        double large = gateway("gateway, 35 KB", LARGE, 0, true).rate();
        Measured half = gateway("gateway, 17 KB, half of that rate", SMALL, small / 2, true);
        gateway("gateway, 17 KB, a new connection for each message", SMALL, 0, false);
        try (Connection store = gateway.store()) {
            StoreAlone.prepare(store);
        }
        double aloneSmall = Math.max(alone(SMALL, true), alone(SMALL, false));
        double aloneLarge = alone(LARGE, false);
        ratios.add(Ratio.atLeast("17 KB accepted and delivered, over PostgreSQL alone", small / aloneSmall, 0.25));
        ratios.add(Ratio.atLeast("35 KB accepted and delivered, over PostgreSQL alone", large / aloneLarge, 0.2));
        ratios.add(Ratio.atMost("p99 at half of the top rate, milliseconds", half.within(0.99), 50));
        ratios.forEach(out::println);
    }

    /** One load of the gateway, until all that it took is delivered; the rate counts the time of that too. */
    private Measured gateway(String name, int size, double rate, boolean keeps) throws Exception {
        try (Connection store = gateway.store()) {
            int taken = sink.taken();
            StoreCounts counts = StoreCounts.of(store);
            Usage self = Usage.of(List.of(ProcessHandle.current().pid()));
            Usage usage = gateway.usage();
            Usage storeUsage = gateway.storeUsage();
            long begun = System.nanoTime();
            Measured sent = Load.paced(
                    CONNECTIONS, time, rate, MutualTlsSender.to(gateway.port(), pki, size, keeps));
            int waiting = awaitDeliveries(taken + sent.count());
            Measured all =
                    new Measured(sent.nanos(), sent.refused(), Duration.ofNanos(System.nanoTime() - begun));
            int messages = Math.max(1, all.count());
            Usage now = gateway.usage();
            Usage storeNow = gateway.storeUsage();
            double own = Usage.of(List.of(ProcessHandle.current().pid())).seconds() - self.seconds();
            out.printf("%s: %s; %d not delivered%n", name, all, waiting);
            out.printf(
                    "  a message: %.2f ms of processor time of the gateway, %.2f of PostgreSQL, %.2f of the benchmark; %s%n",
                    (now.seconds() - usage.seconds()) * 1000 / messages,
                    (storeNow.seconds() - storeUsage.seconds()) * 1000 / messages,
                    own * 1000 / messages,
                    StoreCounts.of(store).forEachOf(messages, counts));
            out.printf("  memory: gateway %,d MB%n", now.megabytes());
            double share = own * 1e9 / all.lasted().toNanos() / Runtime.getRuntime().availableProcessors();
            if (share > 0.25) {
                out.printf("  the benchmark itself used %.0f %% of the machine: the gateway can do more%n", share * 100);
            }
            return all;
        }
    }

    private double alone(int size, boolean two) throws Exception {
        Measured measured = Load.closed(CONNECTIONS, time, () -> new StoreAlone(gateway.store(), size, two));
        out.printf(
                "PostgreSQL alone, %d KB, %s: %s%n", size / 1000, two ? "two statements" : "one statement", measured);
        return measured.rate();
    }

    /** How many of so many deliveries are missing, once all are there or two minutes are over. */
    private int awaitDeliveries(int wanted) throws InterruptedException {
        long end = System.nanoTime() + DELIVERED_WITHIN;
        while (sink.taken() < wanted && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        return Math.max(0, wanted - sink.taken());
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
