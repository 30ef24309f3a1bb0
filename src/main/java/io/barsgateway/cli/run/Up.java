package io.barsgateway.cli.run;

import io.barsgateway.cli.reach.GivenSettings;
import io.barsgateway.cli.reach.Home;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bars up}: everything on this machine, until Ctrl-C. */
@Command(
        name = "up",
        description = {
            "Starts the gateway, an embedded PostgreSQL and the simulator, and prints one ready line.",
            "Ports are settings: bars.inbound.port (8443), bars.local.port (8080), bars.simulator.port (9443); 0 is free."
        })
public final class Up implements Callable<Integer> {

    private static final String SIMULATOR_PORT = "bars.simulator.port";
    private static final int LAST_PORT = 65_535;

    @Option(names = "--home", description = "Folder that keeps the data, keys and certificates (default: .bars)")
    private Optional<Path> home = Optional.empty();

    @Mixin
    private GivenSettings given = new GivenSettings();

    @Override
    public Integer call() throws Exception {
        Home chosen = Home.at(home);
        chosen.refuseSecond();
        Map<String, String> settings = given.all();
        int simulatorPort = port(settings.getOrDefault(
                SIMULATOR_PORT,
                Optional.ofNullable(System.getenv("BARS_SIMULATOR_PORT")).orElse("9443")));
        LocalRun run = LocalRun.start(chosen, simulatorPort, Map.copyOf(settings));
        chosen.writeUp(run.gatewayUrl(), run.localUrl(), run.simulatorUrl());
        System.out.println("ready: gateway " + run.gatewayUrl() + ", local side " + run.localUrl() + ", simulator "
                + run.simulatorUrl() + ", home " + chosen.folder());
        Signals.awaitThenClose(run);
        return 0;
    }

    /** 0 is a free one. */
    static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
            throw new IllegalArgumentException(SIMULATOR_PORT + " is no port: " + text);
        }
        return Integer.parseInt(text);
    }
}
