package io.barsgateway.fhir.fault;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Whether a failure lies with something that we need and that may come back: the store, the network, another system, a
 * worker. */
public final class Outage {

    private static final List<String> PACKAGES = List.of(
            "org.springframework.dao.",
            "org.springframework.jdbc.",
            "org.springframework.transaction.",
            "org.postgresql.",
            "java.sql.",
            "java.net.",
            "javax.net.ssl.",
            "org.apache.hc.");

    private Outage() {}

    public static boolean isUnder(Throwable failure) {
        return Cause.chain(failure)
                .anyMatch(cause -> cause instanceof RejectedExecutionException
                        || PACKAGES.stream().anyMatch(cause.getClass().getName()::startsWith));
    }
}
