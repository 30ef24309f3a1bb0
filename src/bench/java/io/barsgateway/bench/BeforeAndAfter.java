package io.barsgateway.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The load of 17 KB several times, in turn with an earlier version of the gateway where one is named. */
final class BeforeAndAfter implements Programme {

    private final Workplace place;
    private final Duration time;
    private final int times;
    private final Optional<Path> base;

    /** @param base the folder of the earlier version, a built clone */
    BeforeAndAfter(Workplace place, Duration time, int times, Optional<Path> base) {
        this.place = place;
        this.time = time;
        this.times = times;
        this.base = base;
    }

    @Override
    public void run() throws Exception {
        Map<String, InTurn.Turn> kinds = new LinkedHashMap<>();
        if (base.isPresent()) {
            kinds.put("before", warmed(place.gateway("before", base.get())));
        }
        kinds.put("after", warmed(place.gateway("after")));
        new InTurn(place.out(), times).run(kinds);
    }

    private InTurn.Turn warmed(BenchGateway gateway) throws Exception {
        GatewayLoad load = new GatewayLoad(place, List.of(gateway));
        load.warm(time);
        return () -> load.timed(GatewayLoad.CONNECTIONS, time, GatewayLoad.SMALL);
    }
}
