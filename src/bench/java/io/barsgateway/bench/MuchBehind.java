package io.barsgateway.bench;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gateway that holds very much already, in turn with one that holds hardly anything. */
final class MuchBehind implements Programme {

    private final Workplace place;
    private final Duration time;
    private final int times;
    private final int cases;

    /** @param cases that it holds; a tenth of them wait to be delivered */
    MuchBehind(Workplace place, Duration time, int times, int cases) {
        this.place = place;
        this.time = time;
        this.times = times;
        this.cases = cases;
    }

    @Override
    public void run() throws Exception {
        BenchGateway nothing = place.gateway("nothing");
        BenchGateway much = place.gateway("much");
        for (BenchGateway each : List.of(nothing, much)) {
            new GatewayLoad(place, List.of(each)).warm(time);
        }
        place.out().printf("writing %,d cases%n", cases);
        place.out().flush();
        try (Connection store = much.store()) {
            MuchHeld.fill(store, cases, cases / 10);
        }
        Map<String, InTurn.Turn> kinds = new LinkedHashMap<>();
        kinds.put("nothing behind", turn(nothing, much));
        kinds.put("much behind", turn(much, nothing));
        Medians medians = new InTurn(place.out(), times).run(kinds);
        place.out().println(Ratio.atLeast("much behind over nothing behind", medians.ratio(Figure.RATE), 0.9));
    }

    /** Says what the other one takes of the machine meanwhile, where it has nothing to do. */
    private InTurn.Turn turn(BenchGateway loaded, BenchGateway idle) {
        GatewayLoad load = new GatewayLoad(place, List.of(loaded));
        return () -> {
            double before = seconds(idle);
            long begun = System.nanoTime();
            Outcome outcome = load.timed(GatewayLoad.CONNECTIONS, time, GatewayLoad.SMALL);
            double share = (seconds(idle) - before) * 1e9 / (System.nanoTime() - begun);
            place.out().printf("  the idle gateway: %.1f %% of one processor%n", share * 100);
            return outcome;
        };
    }

    private static double seconds(BenchGateway gateway) throws IOException {
        return Usage.of(List.of(gateway.pid())).seconds() + gateway.storeUsage().seconds();
    }
}
