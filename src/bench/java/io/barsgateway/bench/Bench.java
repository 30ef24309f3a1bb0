package io.barsgateway.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
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
    private static final int USUAL_TIMES = 5;

    @Parameters(hidden = true, description = "The folder where bars is.")
    private Path root = Path.of("");

    @ArgGroup
    private Kind kind = new Kind();

    @Option(names = "--seconds", defaultValue = "60", description = "How long each load takes; ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--median",
            paramLabel = "N",
            description = "How often each kind of load is run with --base, --behind and --two; " + USUAL_TIMES
                    + ". Without any of them the load of 17 KB alone is run so often.")
    private @Nullable Integer median;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "",
            description = "The most that the heap of each gateway may take, such as 256m; what bars run chooses.")
    private String heap = "";

    @Spec
    private CommandSpec command = CommandSpec.create();

    /** What is measured, where it is not the gateway beside PostgreSQL, its listener, Camel alone and HAPI. */
    private static final class Kind {

        @Option(names = "--quick", description = "Fifteen seconds for each load; the gateway and PostgreSQL alone.")
        private boolean quick;

        @Option(
                names = "--base",
                paramLabel = "FOLDER",
                description = "The load of 17 KB, in turn with an earlier version: a built clone of this project.")
        private @Nullable Path base;

        @Option(
                names = "--behind",
                arity = "0..1",
                paramLabel = "CASES",
                fallbackValue = "1000000",
                description = "A gateway that holds so many cases, ${FALLBACK-VALUE}, a tenth of them waiting, in turn with one"
                        + " that holds nothing.")
        private int behind;

        @Option(
                names = "--long",
                arity = "0..1",
                paramLabel = "MESSAGES",
                fallbackValue = "100000",
                description = "So many messages, ${FALLBACK-VALUE}: memory, file descriptors, and the first and the last tenth.")
        private int messages;

        @Option(names = "--two", description = "Two gateways on one PostgreSQL, in turn with one.")
        private boolean two;
    }

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
        Duration time = Duration.ofSeconds(kind.quick ? QUICK_SECONDS : seconds);
        int times = median == null ? USUAL_TIMES : median;
        if (kind.behind > 0) {
            return new MuchBehind(place, time, times, kind.behind);
        }
        if (kind.messages > 0) {
            return new LongRun(place, time, kind.messages);
        }
        if (kind.two) {
            return new TwoGateways(place, time, times);
        }
        if (kind.base != null || median != null) {
            return new BeforeAndAfter(place, time, times, Optional.ofNullable(kind.base));
        }
        return new UsualLoads(place, time, kind.quick);
    }
}
