package io.barsgateway.simulator;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Where the gateway's local side is, once that is known; the simulated local system reports there. */
public final class LocalSide {

    private final AtomicReference<URI> base = new AtomicReference<>();

    /** Without it the local system takes deliveries and reports nothing. */
    public void at(URI url) {
        base.set(url);
    }

    Optional<URI> base() {
        return Optional.ofNullable(base.get());
    }
}
