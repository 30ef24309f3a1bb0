package io.barsgateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A load of gateways on one PostgreSQL, until all that they took is delivered; the rate counts the time of that too. */
final class GatewayLoad {

    /** Connections of a load that says nothing else. */
    static final int CONNECTIONS = 16;

    /** Bytes of a message of which nothing else is said: a validation request as most are. */
    static final int SMALL = 17_000;

    private static final int WARMING = 8;
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

    private final Workplace place;
    private final List<BenchGateway> gateways;

    /** What was sent before time began: the first message of each kept connection, with which the gateway ends the handshake. */
    private final AtomicInteger first = new AtomicInteger();

    /** @param gateways that share the connections evenly */
    GatewayLoad(Workplace place, List<BenchGateway> gateways) {
        this.place = place;
        this.gateways = List.copyOf(gateways);
    }

    /** What is sent: how the connections behave. */
    private interface Sending {
        Measured send() throws Exception;
    }

    /** Sends messages of that size as fast as they are answered. */
    Outcome timed(int connections, Duration time, int size) throws Exception {
        return measured(() -> Load.closed(connections, time, keeping(size)));
    }

    /** Sends so many in a second. */
    Outcome paced(Duration time, double rate, int size) throws Exception {
        return measured(() -> Load.paced(CONNECTIONS, time, rate, keeping(size)));
    }

    /** Makes a connection for each message. */
    Outcome connecting(Duration time, int size) throws Exception {
        return measured(() -> Load.closed(CONNECTIONS, time, opening(size, false)));
    }

    /** Sends so many messages. */
    Outcome counted(int messages, int size) throws Exception {
        return measured(() -> Load.counted(CONNECTIONS, messages, keeping(size)));
    }

    /**
     * Sends for eight times as long, and measures nothing: the JVM compiles what it meets often. What is not delivered yet would count
     * among the deliveries of the next load, so it is waited for.
     */
    void warm(Duration time) throws Exception {
        place.out().println("warming");
        place.out().flush();
        int taken = place.sink().taken();
        Measured sent = Load.closed(CONNECTIONS, time.multipliedBy(WARMING), keeping(SMALL));
        place.sink().await(taken + first.getAndSet(0) + sent.count(), DELIVERED_WITHIN);
    }

    private Load.Opening keeping(int size) {
        return opening(size, true);
    }

    private Load.Opening opening(int size, boolean keeps) {
        List<Load.Opening> each = new ArrayList<>();
        for (BenchGateway gateway : gateways) {
            each.add(MutualTlsSender.to(gateway.port(), place.pki(), size, keeps));
        }
        AtomicInteger opened = new AtomicInteger();
        return () -> {
            Load.Sender sender =
                    each.get(opened.getAndIncrement() % each.size()).open();
            if (keeps && sender.send()) {
                first.incrementAndGet();
            }
            return sender;
        };
    }

    private Outcome measured(Sending sending) throws Exception {
        int taken = place.sink().taken();
        Used before = Used.of(gateways);
        long begun = System.nanoTime();
        Measured sent = sending.send();
        int waiting = place.sink().await(taken + first.getAndSet(0) + sent.count(), DELIVERED_WITHIN);
        Measured all = sent.lasting(Duration.ofNanos(System.nanoTime() - begun));
        return new Outcome(all, Used.of(gateways).since(before, all.count()), waiting, usage());
    }

    private Usage usage() throws IOException {
        return Usage.of(gateways.stream().map(BenchGateway::pid).toList());
    }
}
