package io.barsgateway.bench;

import io.barsgateway.trust.keys.LocalPki;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the gateway beside PostgreSQL and Camel alone and prints the figures, the ratios last. */
@Command(
        name = "bars bench",
        description = "How fast the gateway is on this machine; docs/performance.md says what each line means.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

    private static final int QUICK_SECONDS = 15;

    @Parameters(hidden = true, description = "The folder where bars is.")
    private Path root = Path.of("");

    @Option(names = "--quick", description = "Fifteen seconds for each load, and without Camel alone.")
    private boolean quick;

    @Option(names = "--seconds", defaultValue = "60", description = "How long each load takes; ${DEFAULT-VALUE}.")
    private int seconds;

    @Spec
    private CommandSpec command = CommandSpec.create();

    /** Runs it; {@code bars} gives its own folder first. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("bars: the benchmark ended early: " + failure);
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        Path home = Files.createTempDirectory(Files.createDirectories(root.resolve("target/bench")), "run-");
        Sink sink = Sink.start();
        AtomicReference<BenchGateway> started = new AtomicReference<>();
        // However it ends, nothing that it made stays
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            BenchGateway gateway = started.get();
            if (gateway != null) {
                gateway.close();
            }
            FileSystemUtils.deleteRecursively(home.toFile());
        }));
        LocalPki pki = new LocalPki(home.resolve("pki")).make(Clock.systemUTC());
        BenchGateway.prepare(root, home);
        long begun = System.nanoTime();
        BenchGateway gateway = BenchGateway.start(root, home, pki, sink.url(), started);
        out.printf(
                "ready after %.1f s; JDK %s, %d processors%n",
                (System.nanoTime() - begun) / 1e9,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        Duration time = Duration.ofSeconds(quick ? QUICK_SECONDS : seconds);
        new Loads(out, gateway, pki, sink, time).run(!quick);
        return 0;
    }
}
