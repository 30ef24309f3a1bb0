package io.barsgateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Loads of a program that the gateway is compared with, each after as long a warming. */
final class Beside {

    private final Workplace place;
    private final OwnProcess program;
    private final Duration time;

    Beside(Workplace place, OwnProcess program, Duration time) {
        this.place = place;
        this.program = program;
        this.time = time;
    }

    /** @param millis of processor time of that program for a message */
    record Figures(Measured measured, double millis) {

        @Override
        public String toString() {
            return "%s; %.2f ms of processor time a message".formatted(measured, millis);
        }
    }

    /** @param keeps whether connections are kept, or made for each message */
    Figures measured(int size, boolean keeps) throws Exception {
        Load.Opening sender = MutualTlsSender.to(program.port(), place.pki(), size, keeps);
        Load.closed(GatewayLoad.CONNECTIONS, time, sender);
        double before = seconds();
        Measured measured = Load.closed(GatewayLoad.CONNECTIONS, time, sender);
        return new Figures(measured, (seconds() - before) * 1000 / Math.max(1, measured.count()));
    }

    private double seconds() throws IOException {
        return Usage.of(List.of(program.pid())).seconds();
    }
}
