package io.barsgateway.cli.operate;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.LocalRun;
import io.barsgateway.cli.run.UnstartedGateway;
import io.barsgateway.operate.routes.CheckRoutes;
import io.barsgateway.operate.routes.RouteProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code bars routes}: the YAML routes, before they run. */
@Command(
        name = "routes",
        description = "The YAML routes, before they run.",
        subcommands = {RoutesCommand.Check.class})
public final class RoutesCommand implements Runnable {

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "Name a command");
    }

    /** Exit 0 where a gateway would take the folder, 1 where it would not. */
    @Command(
            name = "check",
            description = {
                "Says whether a gateway would take a folder of routes, without running any of it: one line for each mistake, with file",
                "and line. The same check is made of every edit while a gateway runs."
            })
    static final class Check implements Callable<Integer> {

        private static final int ANY_PORT = 9443;

        @Option(names = "--routes", description = "Folder of the YAML files (default: bars.routes of the settings)")
        private Optional<Path> routes = Optional.empty();

        @Option(names = "--config", description = "Settings file of the gateway, whose names the routes may use")
        private Optional<Path> config = Optional.empty();

        @Override
        public Integer call() throws Exception {
            // What a gateway writes into its home is written here, and goes with the check
            Path home = Files.createTempDirectory("bars-routes-check");
            try (UnstartedGateway gateway = UnstartedGateway.of(settings(home), home, config)) {
                Path folder = routes.orElseGet(
                        () -> Path.of(gateway.context().getEnvironment().getRequiredProperty("bars.routes")));
                if (!Files.isDirectory(folder)) {
                    throw new IllegalArgumentException(
                            folder + " is no folder; --routes names the folder of the YAML files");
                }
                List<RouteProblem> problems =
                        gateway.context().getBean(CheckRoutes.class).problems(folder);
                problems.forEach(System.out::println);
                System.out.println(
                        problems.isEmpty()
                                ? "good: a gateway would take " + folder
                                : problems.size() + " to mend: a gateway would not take " + folder);
                return problems.isEmpty() ? 0 : 1;
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
            }
            routes.ifPresent(folder -> words.put("bars.routes", folder));
            return words;
        }
    }
}
