package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cli.reach.ConfiguredSettings;
import io.barsgateway.cli.send.NamedMessage;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.message.profile.ProfilesProperties;
import io.barsgateway.message.profile.RehearseProfiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars profiles}: messages in files against the definitions that settings name. */
@Command(
        name = "profiles",
        description =
                "Validates messages in files against bars.profiles, and shows which of them enforcing the profiles would refuse.")
public final class ProfilesCommand implements Callable<Integer> {

    @Option(names = "--config", description = "Settings file of the gateway")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--definitions",
            split = ",",
            description = "Folders or FHIR packages, in place of bars.profiles.definitions")
    private List<Path> definitions = List.of();

    @Parameters(arity = "1..*", paramLabel = "FILE|SAMPLE", description = "Bundles, JSON or XML, or samples")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        ProfilesProperties settings = ConfiguredSettings.by(config).bind("bars.profiles", ProfilesProperties.class);
        if (!definitions.isEmpty()) {
            settings = new ProfilesProperties(
                    definitions, settings.tolerances(), settings.timeout(), settings.concurrency());
        }
        boolean clean = true;
        try (RehearseProfiles profiles = new RehearseProfiles(settings)) {
            for (String name : names) {
                JsonNode message = read(name);
                long start = System.nanoTime();
                List<String> findings = profiles.findings(message);
                clean &= findings.isEmpty();
                System.out.printf(
                        "%3d findings %5d ms  %s%n", findings.size(), (System.nanoTime() - start) / 1_000_000, name);
                findings.forEach(finding -> System.out.println("     " + finding));
            }
        }
        return clean ? 0 : 1;
    }

    private static JsonNode read(String name) {
        try {
            return AnyForm.read(NamedMessage.whole(name).bytes());
        } catch (Fault e) {
            throw new IllegalArgumentException(name + ": " + e.diagnostics(), e);
        }
    }
}
