package io.barsgateway.cli.reach;

import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.operate.routes.BrokenRoutes;
import io.barsgateway.operate.start.UnsafeStart;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A failure in one line that says what to do. */
public final class Failure {

    private Failure() {}

    public static String words(Throwable failure) {
        Throwable root = failure;
        @Nullable String known = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof ConnectException) {
                return "nothing answers there; is it running? start it with: bars up";
            }
            if (cause instanceof BindException unbound
                    && SettingsFile.words(unbound).isPresent()) {
                return SettingsFile.words(unbound).get();
            }
            if (cause instanceof MarkedYAMLException broken && broken.getProblemMark() != null) {
                return "the settings file is no YAML at line "
                        + (broken.getProblemMark().getLine() + 1) + ": " + broken.getProblem();
            }
            if (known == null && isOurs(cause)) {
                known = cause.getMessage();
            }
        }
        String words = known == null ? root.getClass().getSimpleName() + ": " + root.getMessage() : known;
        if (root instanceof java.net.BindException) {
            words = (known == null ? "a port is taken" : known) + ": end what uses the port, or choose another";
        }
        return isAList(failure) ? words : words.lines().findFirst().orElse(words);
    }

    /** Each line of which is a reason. */
    private static boolean isAList(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsafeStart || cause instanceof BrokenRoutes) {
                return true;
            }
        }
        return false;
    }

    /** Exceptions whose words were written for an operator. */
    private static boolean isOurs(Throwable failure) {
        return failure.getMessage() != null
                && (failure.getClass().getName().startsWith("io.barsgateway")
                        || failure instanceof IllegalArgumentException
                        || ((failure instanceof IllegalStateException || failure instanceof UncheckedIOException)
                                && failure.getMessage().startsWith("The ")));
    }
}
