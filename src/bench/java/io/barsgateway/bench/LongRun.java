package io.barsgateway.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Many messages one after the other: what the gateway holds on to while it works. */
final class LongRun implements Programme {

    private static final int MOST_MEGABYTES = 450;

    private final Workplace place;
    private final Duration time;
    private final int messages;
    private final PrintWriter out;

    /** @param messages of which the first and the last tenth are compared */
    LongRun(Workplace place, Duration time, int messages) {
        this.place = place;
        this.time = time;
        this.messages = messages;
        out = place.out();
    }

    @Override
    public void run() throws Exception {
        BenchGateway gateway = place.gateway("gateway");
        GatewayLoad load = new GatewayLoad(place, List.of(gateway));
        load.warm(time);
        int part = messages / 10;
        Outcome first = told("the first", load, part);
        told("between", load, messages - 2 * part);
        Outcome last = told("the last", load, part);
        Usage end = last.usage();
        out.printf(
                "memory: gateway %,d MB at the end, %,d MB at most; file descriptors: %d after the first, %d after the last; p99: %.1f ms of the first, %.1f ms of the last%n",
                end.megabytes(),
                end.mostMegabytes(),
                first.usage().descriptors(),
                end.descriptors(),
                first.measured().within(0.99),
                last.measured().within(0.99));
        out.println(Ratio.atMost("memory at most, MB", (double) end.mostMegabytes(), MOST_MEGABYTES));
    }

    private Outcome told(String name, GatewayLoad load, int many) throws Exception {
        Outcome outcome = load.counted(many, GatewayLoad.SMALL);
        out.printf("%s %,d: %s%n", name, many, outcome);
        return outcome;
    }
}
