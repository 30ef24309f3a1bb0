package io.barsgateway.bench;

import io.barsgateway.trust.keys.LocalPki;
import java.io.PrintWriter;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The loads of one benchmark, one after the other, each printed when it is over. */
final class Loads {

    private static final int SMALL = 17_000;
    private static final int LARGE = 35_000;
    private static final int CONNECTIONS = 16;
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

    private final PrintWriter out;
    private final BenchGateway gateway;
    private final LocalPki pki;
    private final Sink sink;
    private final Duration time;
    private final List<Ratio> ratios = new ArrayList<>();

    Loads(PrintWriter out, BenchGateway gateway, LocalPki pki, Sink sink, Duration time) {
        this.out = out;
        this.gateway = gateway;
        this.pki = pki;
        this.sink = sink;
        this.time = time;
    }

    /** @param camelToo whether Camel alone is measured beside it */
    void run(boolean camelToo) throws Exception {
        out.println("warming");
        out.flush();
        Load.closed(CONNECTIONS, time.multipliedBy(8), MutualTlsSender.to(gateway.port(), pki, SMALL, true));
        double small = gateway("gateway, 17 KB", SMALL, 0, true).rate();
        double large = gateway("gateway, 35 KB", LARGE, 0, true).rate();
        Measured half = gateway("gateway, 17 KB, half of that rate", SMALL, small / 2, true);
        gateway("gateway, 17 KB, a new connection for each message", SMALL, 0, false);
        try (Connection store = gateway.store()) {
            StoreAlone.prepare(store);
        }
        double aloneSmall = Math.max(alone(SMALL, true), alone(SMALL, false));
        double aloneLarge = alone(LARGE, false);
        if (camelToo) {
            ratios.add(
                    Ratio.atLeast("17 KB accepted and delivered, over a bare Camel route", small / bare(), 1 / 12.0));
        }
        ratios.add(Ratio.atLeast("17 KB accepted and delivered, over PostgreSQL alone", small / aloneSmall, 0.25));
        ratios.add(Ratio.atLeast("35 KB accepted and delivered, over PostgreSQL alone", large / aloneLarge, 0.2));
        ratios.add(Ratio.atMost("p99 at half of the top rate, milliseconds", half.within(0.99), 50));
        ratios.forEach(out::println);
        out.flush();
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
            int waiting = sink.await(taken + sent.count(), DELIVERED_WITHIN);
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
            out.flush();
            return all;
        }
    }

    private double alone(int size, boolean two) throws Exception {
        Measured measured = Load.closed(CONNECTIONS, time, () -> new StoreAlone(gateway.store(), size, two));
        out.printf(
                "PostgreSQL alone, %d KB, %s: %s%n", size / 1000, two ? "two statements" : "one statement", measured);
        return measured.rate();
    }

    private double bare() throws Exception {
        try (BareCamel camel = BareCamel.start(pki.root().resolveSibling("."))) {
            Load.Opening sender = MutualTlsSender.to(camel.port(), pki, SMALL, true);
            Load.closed(CONNECTIONS, time, sender);
            Usage usage = camel.usage();
            Measured measured = Load.closed(CONNECTIONS, time, sender);
            out.printf(
                    "a bare Camel route, 17 KB: %s; %.2f ms of processor time a message%n",
                    measured, (camel.usage().seconds() - usage.seconds()) * 1000 / Math.max(1, measured.count()));
            return measured.rate();
        }
    }
}
