package io.barsgateway.cli.reach;

import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.operate.routes.BrokenRoutes;
import io.barsgateway.operate.start.UnsafeStart;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.BindException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A failure in one line that says what to do. */
public final class Failure {

    private static final Pattern FILE = Pattern.compile("file ?[:\\[]+/*(/[^'\\]]{1,300})");

    private Failure() {}

    /** The words that were written for an operator, else what to do about the failure, else its kind and its own words. */
    public static String words(Throwable failure) {
        Throwable root = failure;
        String known = "";
        for (Throwable cause : Cause.chain(failure).toList()) {
            root = cause;
            if (cause instanceof BindException unbound
                    && SettingsFile.words(unbound).isPresent()) {
                return SettingsFile.words(unbound).get();
            }
            if (cause instanceof MarkedYAMLException broken && broken.getProblemMark() != null) {
                return file(failure) + " is no YAML at line "
                        + (broken.getProblemMark().getLine() + 1) + ": " + broken.getProblem();
            }
            if (known.isEmpty()) {
                known = isOurs(cause)
                        ? String.valueOf(cause.getMessage())
                        : KnownFailure.words(cause).orElse("");
            }
        }
        String words = known.isEmpty() ? root.getClass().getSimpleName() + ": " + root.getMessage() : known;
        if (root instanceof java.net.BindException) {
            words = (known.isEmpty() ? "a port is taken" : known) + ": " + otherPort(words);
        }
        return isAList(failure) ? words : words.lines().findFirst().orElse(words);
    }

    private static String otherPort(String words) {
        return words.startsWith("The simulator")
                ? "end what uses the port, or let bars up take a free one with --set bars.simulator.port=0"
                : "end what uses the port, or take free ones with --set bars.inbound.port=0 --set bars.local.port=0";
    }

    /** The settings file, where a failure around it names it. */
    private static String file(Throwable failure) {
        return Cause.chain(failure)
                .map(cause -> FILE.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("the settings file");
    }

    /** Each line of which is a reason. */
    private static boolean isAList(Throwable failure) {
        return Cause.chain(failure).anyMatch(cause -> cause instanceof UnsafeStart || cause instanceof BrokenRoutes);
    }

    /** Exceptions whose words were written for an operator. */
    private static boolean isOurs(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .filter(words -> failure.getClass().getName().startsWith("io.barsgateway")
                        || failure instanceof IllegalArgumentException
                        || ((failure instanceof IllegalStateException || failure instanceof UncheckedIOException)
                                && (words.startsWith("The ") || words.startsWith("bars."))))
                .isPresent();
    }
}
