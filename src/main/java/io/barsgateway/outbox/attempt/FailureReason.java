package io.barsgateway.outbox.attempt;

import io.barsgateway.fhir.Printable;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.outbox.CannotMake;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import java.io.IOException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ContentTooLongException;

/** Why an attempt failed, in words that may be kept and logged. */
public final class FailureReason {

    private FailureReason() {}

    /** The failure by its kind: its own words may quote what was sent, but for those that name a host or a code only. */
    public static String of(Throwable failure) {
        if (failure instanceof HttpOperationFailedException http) {
            return "a system that a step asked answered " + http.getStatusCode();
        }
        String known = isInOurWords(failure) ? String.valueOf(failure.getMessage()) : "";
        return Cause.chain(failure)
                .filter(FailureReason::isOfTheNetwork)
                .findFirst()
                .map(cause ->
                        (known.isEmpty() ? "" : known + ": ") + cause.getClass().getSimpleName() + words(cause))
                .orElseGet(() -> known.isEmpty() ? Cause.of(failure) : known);
    }

    private static boolean isInOurWords(Throwable failure) {
        return failure instanceof TryAgain
                || failure instanceof CannotSucceed
                || failure instanceof CannotMake
                || failure instanceof SetUpFault
                || failure instanceof LeaseLapsed;
    }

    private static boolean isOfTheNetwork(Throwable failure) {
        String name = failure.getClass().getName();
        return failure instanceof IOException
                && (name.startsWith("java.net.")
                        || name.startsWith("javax.net.ssl.")
                        || name.startsWith("org.apache.hc."));
    }

    /** Where they name hosts and certificates only. Those of a parser quote what it parsed: of an answer that is no HTTP, its content. */
    private static String words(Throwable failure) {
        boolean speaks = !failure.getClass().getName().startsWith("org.apache.hc.")
                || failure instanceof ConnectTimeoutException
                || failure instanceof HttpHostConnectException
                || failure instanceof ContentTooLongException;
        return speaks ? " " + Printable.text(String.valueOf(failure.getMessage())) : "";
    }
}
