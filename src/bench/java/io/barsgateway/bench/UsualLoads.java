package io.barsgateway.bench;

import static io.barsgateway.bench.GatewayLoad.CONNECTIONS;
import static io.barsgateway.bench.GatewayLoad.SMALL;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The gateway beside PostgreSQL, its own listener, Camel alone and a server of HAPI, one after the other; the ratios last. */
final class UsualLoads implements Programme {

    private static final int MIDDLE = 23_000;
    private static final int LARGE = 35_000;
    private static final int MANY_CONNECTIONS = 64;

    private final Workplace place;
    private final Duration time;
    private final boolean quick;
    private final PrintWriter out;
    private final List<Ratio> ratios = new ArrayList<>();

    /** @param quick without what needs a process of its own */
    UsualLoads(Workplace place, Duration time, boolean quick) {
        this.place = place;
        this.time = time;
        this.quick = quick;
        out = place.out();
    }

    @Override
    public void run() throws Exception {
        BenchGateway gateway = place.gateway("gateway");
        GatewayLoad load = new GatewayLoad(place, List.of(gateway));
        load.warm(time);
        double small = rate("gateway, 17 KB", load.timed(CONNECTIONS, time, SMALL));
        rate("gateway, 23 KB", load.timed(CONNECTIONS, time, MIDDLE));
        double large = rate("gateway, 35 KB", load.timed(CONNECTIONS, time, LARGE));
        rate("gateway, 17 KB, 64 connections", load.timed(MANY_CONNECTIONS, time, SMALL));
        Outcome half = load.paced(time, small / 2, SMALL);
        rate("gateway, 17 KB, half of the first rate", half);
        // Once to warm: what only a new connection goes through has not been compiled yet
        load.connecting(time, SMALL);
        Outcome connecting = load.connecting(time, SMALL);
        rate("gateway, 17 KB, a new connection for each message", connecting);
        overPostgres(gateway, small, large);
        if (!quick) {
            overBareCamel(small);
            overHandshake(connecting.cost().gateway());
            overHapi(gateway, small);
        }
        ratios.add(Ratio.atMost("p99 at half of the top rate, milliseconds", half.measured().within(0.99), 50));
        ratios.forEach(out::println);
        out.flush();
    }

    private double rate(String name, Outcome outcome) {
        out.println(name + ": " + outcome);
        out.flush();
        return outcome.measured().rate();
    }

    private void overPostgres(BenchGateway gateway, double small, double large) throws Exception {
        try (Connection store = gateway.store()) {
            StoreAlone.prepare(store);
        }
        double aloneSmall = Math.max(alone(gateway, SMALL, true), alone(gateway, SMALL, false));
        double aloneLarge = alone(gateway, LARGE, false);
        ratios.add(Ratio.atLeast("17 KB accepted and delivered, over PostgreSQL alone", small / aloneSmall, 0.25));
        ratios.add(Ratio.atLeast("35 KB accepted and delivered, over PostgreSQL alone", large / aloneLarge, 0.2));
    }

    private double alone(BenchGateway gateway, int size, boolean two) throws Exception {
        Measured measured = Load.closed(CONNECTIONS, time, () -> new StoreAlone(gateway.store(), size, two));
        out.printf(
                "PostgreSQL alone, %d KB, %s: %s%n", size / 1000, two ? "two statements" : "one statement", measured);
        return measured.rate();
    }

    private void overBareCamel(double small) throws Exception {
        try (OwnProcess camel = OwnProcess.start(BareCamel.class, pki())) {
            Beside.Figures bare = new Beside(place, camel, time).measured(SMALL, true);
            out.println("a bare Camel route, 17 KB: " + bare);
            ratios.add(Ratio.atLeast(
                    "17 KB accepted and delivered, over a bare Camel route", small / bare.measured().rate(), 1 / 12.0));
        }
    }

    /** What a handshake costs is what a message with one costs more than a message without. */
    private void overHandshake(double connecting) throws Exception {
        try (OwnProcess echo = OwnProcess.start(ListenerEcho.class, pki())) {
            Beside beside = new Beside(place, echo, time);
            Beside.Figures kept = beside.measured(SMALL, true);
            out.println("the listener alone, 17 KB: " + kept);
            Beside.Figures opened = beside.measured(SMALL, false);
            out.println("the listener alone, 17 KB, a new connection for each message: " + opened);
            double handshake = opened.millis() - kept.millis();
            out.printf("  a handshake alone: %.2f ms of processor time%n", handshake);
            ratios.add(Ratio.atMost("a new connection for each message, over the handshake alone", connecting / handshake, 2));
        }
    }

    private void overHapi(BenchGateway gateway, double small) throws Exception {
        String password = gateway.storePasswordFile().toString();
        try (OwnProcess hapi = OwnProcess.start(HapiServer.class, pki(), gateway.storeUrl(), password)) {
            Beside.Figures held = new Beside(place, hapi, time).measured(SMALL, true);
            out.println("a FHIR server of HAPI, 17 KB: " + held);
            ratios.add(Ratio.atLeast(
                    "17 KB: the gateway, over a FHIR server of HAPI", small / held.measured().rate(), 1));
        }
    }

    private String pki() {
        return place.pki().folder().toString();
    }
}
