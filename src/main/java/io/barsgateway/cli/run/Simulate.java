package io.barsgateway.cli.run;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.simulator.Catalogue;
import io.barsgateway.simulator.Habit;
import io.barsgateway.simulator.LocalSide;
import io.barsgateway.simulator.Simulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code bars simulate}: the far side alone. */
@Command(
        name = "simulate",
        description = "Starts the simulator alone: API-M, BaRS API Proxy, another organisation, a local system.")
public final class Simulate implements Callable<Integer> {

    @Option(names = "--home", description = "Folder whose local PKI it shares with the gateway (default: .bars)")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--host", description = "Address to listen on (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "Port; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port = 9443;

    @Option(names = "--name", description = "Host name that the gateway reaches it by (default: ${DEFAULT-VALUE})")
    private String name = "localhost";

    @Option(names = "--gateway", description = "Where the proxy finds the gateway (default: ${DEFAULT-VALUE})")
    private String gateway = "https://localhost:8443";

    @Option(names = "--local", description = "Where the local system reports outcomes (default: ${DEFAULT-VALUE})")
    private URI local = URI.create("http://127.0.0.1:8080");

    @Option(names = "--await-pki", description = "Wait for the local PKI that another process makes in the home")
    private boolean awaitPki;

    @Option(
            names = "--habit",
            split = ",",
            converter = HabitName.class,
            description = "How the other organisation differs from the guide: ${COMPLETION-CANDIDATES}",
            completionCandidates = HabitName.class)
    private Set<Habit> habits = Set.of();

    /** {@code endpoints-not-swapped} for the constant of that name. */
    static final class HabitName implements ITypeConverter<Habit>, Iterable<String> {

        @Override
        public Habit convert(String value) {
            try {
                return Habit.valueOf(value.replace('-', '_').toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("no habit is called " + value);
            }
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Habit.values())
                    .map(habit -> habit.name().replace('_', '-').toLowerCase(Locale.ROOT))
                    .iterator();
        }
    }

    @Override
    public Integer call() throws Exception {
        Home chosen = Home.at(home);
        if (awaitPki) {
            chosen.awaitPki();
        }
        Catalogue catalogue = new Catalogue(chosen.folder().resolve("catalogue.json"));
        catalogue.gatewayAt(gateway);
        LocalSide localSide = new LocalSide();
        localSide.at(local);
        Simulator simulator = Simulator.start(
                new Simulator.Settings(host, port, name, chosen.pki(), catalogue, localSide), Clock.systemUTC());
        simulator.farEnd().behave(habits);
        System.out.println("ready: simulator https://" + name + ":" + simulator.port());
        Signals.awaitThenClose(simulator);
        return 0;
    }
}
