package io.barsgateway.outbox.attempt;

import com.fasterxml.jackson.core.JacksonException;
import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.fhir.fault.Outage;
import io.barsgateway.outbox.CannotMake;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Whose failure it was, which says what becomes of the work. */
public enum FailedAttempt {
    /** Its lease had lapsed. */
    LATE(Outcome.NOTHING),
    /** The neighbour refused it for good. */
    REFUSED(Outcome.WELL),
    /** It cannot be sent or delivered, as was known before it left. */
    HOPELESS(Outcome.NOTHING),
    /** What the local system wants cannot be made of it, as was known before it left. */
    UNMADE(Outcome.NOTHING),
    /** The URL or the credentials are wrong. */
    WRONG_SET_UP(Outcome.SET_UP),
    /** The neighbour did not take it this time. */
    FAILED(Outcome.FAILED),
    /** The store was away, a disk was full, we were being stopped. */
    OUTAGE(Outcome.NOTHING),
    /** A step before it left, or of a route of the user's own, cannot cope with it, and never will. */
    OURS(Outcome.NOTHING);

    private final Outcome outcome;

    FailedAttempt(Outcome outcome) {
        this.outcome = outcome;
    }

    /** What it says of the neighbour. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Whose it was.
     *
     * @param left whether the message had gone out, or was about to
     * @param inOwnRoute whether a route of the user's own had it then, whose steps are no neighbour
     */
    public static FailedAttempt of(Throwable failure, boolean left, boolean inOwnRoute) {
        boolean theirs = left && !inOwnRoute;
        if (failure instanceof LeaseLapsed) {
            return LATE;
        }
        if (failure instanceof CannotSucceed) {
            return theirs ? REFUSED : HOPELESS;
        }
        if (failure instanceof CannotMake) {
            return UNMADE;
        }
        if (failure instanceof SetUpFault) {
            return WRONG_SET_UP;
        }
        if (anyCause(failure, FailedAttempt::isOfOurMachine)) {
            return OUTAGE;
        }
        return theirs || mayPass(failure) ? FAILED : OURS;
    }

    /** Whether no connection to the neighbour came about, so that it cannot have the message. */
    public static boolean neverArrived(Throwable failure) {
        return anyCause(
                failure,
                cause -> cause instanceof ConnectException
                        || cause instanceof ConnectTimeoutException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof UnknownHostException
                        || cause instanceof SSLHandshakeException);
    }

    private static boolean isOfOurMachine(Throwable cause) {
        return cause instanceof DataAccessException
                || cause instanceof TransactionException
                || cause instanceof RejectedExecutionException
                || cause instanceof DirectConsumerNotAvailableException
                || cause instanceof InterruptedException
                || (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError));
    }

    /** Also files and further systems that a step of an edited route needs. */
    private static boolean mayPass(Throwable failure) {
        return Outage.isUnder(failure)
                || anyCause(
                        failure,
                        cause -> cause instanceof TryAgain
                                || cause instanceof HttpOperationFailedException
                                || (cause instanceof IOException && !(cause instanceof JacksonException)));
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> wanted) {
        return Cause.chain(failure).anyMatch(wanted);
    }
}
