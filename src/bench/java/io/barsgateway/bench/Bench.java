package io.barsgateway.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the gateway beside what it is held to and prints the figures, the ratios last. */
@Command(
        name = "bars bench",
        description = "How fast the gateway is on this machine; docs/performance.md says what each line means.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

    private static final int QUICK_SECONDS = 15;

    @Parameters(hidden = true, description = "The folder where bars is.")
    private Path root = Path.of("");

    @Option(names = "--quick", description = "Fifteen seconds for each load; the gateway and PostgreSQL alone.")
    private boolean quick;

    @Option(names = "--seconds", defaultValue = "60", description = "How long each load takes; ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--heap",
            defaultValue = "",
            description = "The most that the gateway's heap may take, such as 256m; what bars run chooses.")
    private String heap = "";

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
        out.printf(
                "JDK %s, %d processors%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        programme(Workplace.make(root, heap, out)).run();
        return 0;
    }

    private Programme programme(Workplace place) {
        Duration time = Duration.ofSeconds(quick ? QUICK_SECONDS : seconds);
        return new UsualLoads(place, time, quick);
    }
}
