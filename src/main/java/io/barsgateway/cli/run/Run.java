package io.barsgateway.cli.run;

import io.barsgateway.cli.reach.ConfiguredSettings;
import io.barsgateway.cli.reach.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars run}: the gateway alone, as in production. */
@Command(name = "run", description = "Starts the gateway alone, from a settings file and the environment.")
public final class Run implements Callable<Integer> {

    @Option(
            names = "--config",
            description = "Settings, YAML or properties; application.yaml in the jar lists them all")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--await-pki", description = "Wait for the local PKI that another process makes in the home")
    private boolean awaitPki;

    @Override
    public Integer call() throws Exception {
        if (awaitPki) {
            Home.at(Optional.empty()).awaitPki();
        }
        String[] arguments = {};
        if (config.isPresent()) {
            Path file = config.get().toAbsolutePath().normalize();
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(file + " does not exist; --config names the settings file");
            }
            // Of a file that is no YAML, Spring would name the line only
            ConfiguredSettings.by(config);
            arguments = new String[] {"--spring.config.additional-location=file:" + file};
        }
        Gateway gateway = Gateway.start(Map.of(), arguments);
        System.out.println(
                "ready: gateway on port " + gateway.inboundPort() + ", local side on port " + gateway.localPort());
        Signals.awaitThenClose(gateway);
        return 0;
    }
}
