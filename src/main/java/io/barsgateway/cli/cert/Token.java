package io.barsgateway.cli.cert;

import io.barsgateway.cli.reach.ConfiguredSettings;
import io.barsgateway.send.proxy.RehearseToken;
import io.barsgateway.send.proxy.SenderProperties;
import io.barsgateway.trust.keys.HomeProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars cert token}: asks API-M for a token as the gateway would. */
@Command(name = "token", description = "Signs an assertion, asks for a token, and explains a refusal.")
final class Token implements Callable<Integer> {

    @Option(names = "--config", description = "Settings file of the gateway")
    private Optional<Path> config = Optional.empty();

    @Override
    public Integer call() throws IOException {
        ConfiguredSettings settings = ConfiguredSettings.by(config);
        Duration good = RehearseToken.ask(
                settings.bind("bars.sender", SenderProperties.class),
                settings.bind("bars", HomeProperties.class),
                Clock.systemUTC());
        System.out.println("a token was given, good for " + good.toSeconds() + " s");
        return 0;
    }
}
