package io.barsgateway.outbox;

import io.barsgateway.fhir.fault.Cause;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Why an attempt failed, in words that may be kept and logged. */
final class FailureReason {

    private FailureReason() {}

    /** The failure by its kind: its own words may quote what was sent, but for those that name a host or a code only. */
    static String of(Throwable failure) {
        if (failure instanceof HttpOperationFailedException http) {
            return "the local system answered " + http.getStatusCode();
        }
        String known = failure instanceof TryAgain ? String.valueOf(failure.getMessage()) : "";
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(FailureReason::isOfTheNetwork)
                .findFirst()
                .map(cause ->
                        (known.isEmpty() ? "" : known + ": ") + cause.getClass().getSimpleName() + " "
                                + String.valueOf(cause.getMessage()).replaceAll("\\p{C}", "?"))
                .orElseGet(() -> known.isEmpty() ? Cause.of(failure) : known);
    }

    /** Their words name hosts and certificates; those of a parser, an IOException too, quote what it parsed. */
    private static boolean isOfTheNetwork(Throwable failure) {
        String name = failure.getClass().getName();
        return failure instanceof IOException
                && (name.startsWith("java.net.")
                        || name.startsWith("javax.net.ssl.")
                        || name.startsWith("org.apache.hc."));
    }
}
