package io.barsgateway.cli.routes;

import io.barsgateway.cli.reach.ConfiguredSettings;
import io.barsgateway.cli.reach.GivenSettings;
import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.LocalRun;
import io.barsgateway.cli.run.UnstartedGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The folder that a command looks at, and the parts of a gateway that know what its files mean. */
final class FolderOfRoutes {

    private static final int ANY_PORT = 9443;

    @Option(names = "--routes", description = "Folder of the YAML files (default: bars.routes of the settings)")
    private Optional<Path> routes = Optional.empty();

    @Option(names = "--config", description = "Settings file of the gateway, whose names the routes may use")
    private Optional<Path> config = Optional.empty();

    @Mixin
    private GivenSettings given = new GivenSettings();

    /** What is done with the folder. */
    interface Look {

        /** @return exit code */
        int at(Path folder, ApplicationContext gateway) throws Exception;
    }

    int look(Look look) throws Exception {
        // What a gateway writes into its home is written here, and goes with the look
        Path home = Files.createTempDirectory("bars-routes-check");
        try (UnstartedGateway gateway = UnstartedGateway.of(settings(home), home, config)) {
            Path folder = routes.orElseGet(
                    () -> Path.of(gateway.context().getEnvironment().getRequiredProperty("bars.routes")));
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(
                        folder + " is no folder; --routes names the folder of the YAML files");
            }
            return look.at(folder, gateway.context());
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    /** Those of {@code bars up}, unless a settings file says what there is. */
    private Map<String, Object> settings(Path home) throws Exception {
        Map<String, Object> words = new HashMap<>();
        if (config.isEmpty()) {
            Home chosen = Home.at(Optional.of(home));
            words.putAll(LocalRun.settings(chosen, chosen.pki(), ANY_PORT));
        } else if (!Files.isRegularFile(config.get())) {
            throw new IllegalArgumentException(config.get() + " does not exist; --config names the settings file");
        } else {
            // Of a file that is no YAML, Spring would name the line only
            ConfiguredSettings.by(config);
        }
        words.putAll(given.all());
        routes.ifPresent(folder -> words.put("bars.routes", folder));
        return words;
    }
}
