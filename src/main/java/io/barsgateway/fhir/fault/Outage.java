package io.barsgateway.fhir.fault;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Whether a failure lies with something that we need and that may come back: the store, the network, another system, a
 * worker. */
public final class Outage {

    private static final List<String> OF_STORE = List.of(
            "org.springframework.dao.",
            "org.springframework.jdbc.",
            "org.springframework.transaction.",
            "org.postgresql.",
            "java.sql.");

    private static final List<String> OF_NETWORK = List.of("java.net.", "javax.net.ssl.", "org.apache.hc.");

    private Outage() {}

    public static boolean isUnder(Throwable failure) {
        return isIn(failure, OF_STORE) || isElsewhere(failure);
    }

    /** Whether it lies with another system, the way to it or a worker for it, and not with the store. */
    public static boolean isElsewhere(Throwable failure) {
        boolean elsewhere = isIn(failure, OF_NETWORK)
                || Cause.chain(failure).anyMatch(RejectedExecutionException.class::isInstance);
        return elsewhere && !isIn(failure, OF_STORE);
    }

    private static boolean isIn(Throwable failure, List<String> packages) {
        return Cause.chain(failure)
                .anyMatch(cause -> packages.stream().anyMatch(cause.getClass().getName()::startsWith));
    }
}
