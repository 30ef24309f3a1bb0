package io.barsgateway.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two gateways on one PostgreSQL, in turn with one of them alone, with the same number of connections. */
final class TwoGateways implements Programme {

    private final Workplace place;
    private final Duration time;
    private final int times;

    TwoGateways(Workplace place, Duration time, int times) {
        this.place = place;
        this.time = time;
        this.times = times;
    }

    @Override
    public void run() throws Exception {
        BenchGateway first = place.gateway("first");
        BenchGateway second = place.beside(first, "second");
        for (BenchGateway each : List.of(first, second)) {
            new GatewayLoad(place, List.of(each)).warm(time);
        }
        Map<String, InTurn.Turn> kinds = new LinkedHashMap<>();
        kinds.put("one", turn(first, List.of(first)));
        kinds.put("two", turn(first, List.of(first, second)));
        Medians medians = new InTurn(place.out(), times).run(kinds);
        place.out()
                .println(Ratio.atMost(
                        "processor time of the gateways, two over one", medians.ratio(Figure.GATEWAY), 1.15));
    }

    private InTurn.Turn turn(BenchGateway owner, List<BenchGateway> gateways) {
        GatewayLoad load = new GatewayLoad(place, gateways);
        return () -> {
            try (LockWaits waits = LockWaits.watch(owner.store())) {
                Outcome outcome = load.timed(GatewayLoad.CONNECTIONS, time, GatewayLoad.SMALL);
                place.out().println(waits.seen());
                return outcome;
            }
        };
    }
}
