package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cli.reach.ConfiguredSettings;
import io.barsgateway.cli.reach.JudgedSettings;
import io.barsgateway.cli.reach.Operator;
import io.barsgateway.cli.run.UnstartedGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bars doctor}: what stands between this machine and a working connection, a line each. */
@Command(
        name = "doctor",
        description = {
            "Looks at health, store, certificates, endpoint, names, clock, network and token: one line each, and what to do.",
            "Where a gateway answers on its local side, what it uses is looked at; with --config, or where none answers, the settings",
            "that it would start with. The first line says which."
        },
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {
            "0:nothing is WRONG; what is not checked says why",
            "1:something is WRONG, or the gateway could not be asked",
            "2:the command cannot be read"
        })
public final class Doctor implements Callable<Integer> {

    @Option(names = "--config", description = "Settings file to look at, whether or not a gateway runs")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--endpoint",
            description =
                    "HOST[:PORT] that the proxy reaches us by (default: CN of our certificate, 443; on trial localhost)")
    private Optional<String> endpoint = Optional.empty();

    @Mixin
    private Operator operator = new Operator();

    @Override
    public Integer call() throws Exception {
        Findings findings = new Findings();
        Optional<String> configured = ConfiguredSettings.localSide(config);
        Optional<JsonNode> health = operator.health(configured);
        if (config.isEmpty() && health.isPresent()) {
            System.out.println("Asked the gateway at " + operator.base(configured) + ": this is what it uses.");
            new RunningLooks(operator, health.get(), endpoint).tell(findings);
        } else {
            System.out.println(JudgedSettings.words(config, health.isPresent(), operator.base(configured)));
            config.ifPresent(file -> findings.look("settings", () -> usable(file)));
            new SettingsLooks(ConfiguredSettings.by(config), endpoint).tell(findings);
        }
        return findings.isWell() ? 0 : 1;
    }

    /** As a start finds it: each name is a setting, and each value is of its kind. */
    private static String usable(Path file) throws IOException {
        Path home = Files.createTempDirectory("bars-doctor");
        try (UnstartedGateway gateway = UnstartedGateway.of(Map.of(), home, Optional.of(file))) {
            int kinds = gateway.context()
                    .getBeansWithAnnotation(ConfigurationProperties.class)
                    .size();
            return "every name in " + file.getFileName() + " is a setting, and every value is of its kind (" + kinds
                    + " groups)";
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }
}
