package io.barsgateway.cases;

import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.sql.SQLException;
import java.util.List;

/** What the store refuses to keep, now and at every retry: a fault of the content, and no outage. */
public final class Unkept {

    /** SQLState classes: a data exception, a value over a limit. */
    private static final List<String> OF_CONTENT = List.of("22", "54");

    private Unkept() {}

    /** What a failure of the store is to the caller: its content where that cannot be kept, else words that ask for a retry. */
    public static Fault fault(String words, Throwable failure) {
        return isUnder(failure)
                ? new Fault(
                        FaultCode.INVALID,
                        "Bundle.entry: An element holds a value that cannot be kept: far too long, or not a text",
                        failure)
                : new Fault(FaultCode.UNAVAILABLE, words, failure);
    }

    /** Whether a failure comes of a value that the store does not take. */
    public static boolean isUnder(Throwable failure) {
        return Cause.chain(failure)
                .anyMatch(cause -> cause instanceof SQLException refusal
                        && refusal.getSQLState() != null
                        && OF_CONTENT.stream().anyMatch(refusal.getSQLState()::startsWith));
    }
}
