package io.barsgateway.cli.run;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars pki}: makes the local PKI ahead of a run, for the user that will run. */
@Command(name = "pki", description = "Makes the local PKI in a home, where it is not there yet.")
public final class Pki implements Callable<Integer> {

    @Option(names = "--home", description = "Folder (default: .bars)")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--owner", description = "User id that the files shall belong to; needs root")
    private Optional<Integer> owner = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Home chosen = Home.at(home);
        LocalPki pki = chosen.pki();
        if (owner.isPresent()) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(chosen.folder())) {
                files = all.toList();
            }
            for (Path file : files) {
                Files.setAttribute(file, "unix:uid", owner.get());
            }
        }
        System.out.println("local PKI in " + pki.folder());
        return 0;
    }
}
