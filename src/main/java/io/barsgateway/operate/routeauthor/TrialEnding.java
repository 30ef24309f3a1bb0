package io.barsgateway.operate.routeauthor;

import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.outbox.CannotMake;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import org.jspecify.annotations.Nullable;

/** What would become of a message whose route ended so. */
final class TrialEnding {

    private TrialEnding() {}

    static String of(@Nullable Throwable failure) {
        if (failure == null) {
            return "good: the route ended, and the message would count as done";
        }
        Throwable cause = cause(failure);
        if (cause instanceof TryAgain) {
            return "it would be tried again later: " + cause.getMessage();
        }
        if (cause instanceof SetUpFault) {
            return "it would be tried again, under an alarm about the set-up: " + cause.getMessage();
        }
        if (cause instanceof CannotMake) {
            return "its original would go to delivery.fallback, or without one it would be set aside under an alarm: "
                    + cause.getMessage();
        }
        return cause instanceof CannotSucceed
                ? "it would be set aside under an alarm: " + cause.getMessage()
                : "it failed: " + words(failure);
    }

    static String words(Throwable failure) {
        Throwable cause = cause(failure);
        return saysWhatComesOfIt(cause) ? String.valueOf(cause.getMessage()) : Cause.of(failure);
    }

    private static boolean saysWhatComesOfIt(Throwable cause) {
        return cause instanceof TryAgain
                || cause instanceof SetUpFault
                || cause instanceof CannotMake
                || cause instanceof CannotSucceed;
    }

    /** The one that says what becomes of the message, else the first. */
    private static Throwable cause(Throwable failure) {
        return Cause.chain(failure)
                .filter(TrialEnding::saysWhatComesOfIt)
                .findFirst()
                .orElse(failure);
    }
}
