package io.barsgateway.caller;

import java.security.cert.X509Certificate;
import java.util.List;

/** A path from the caller's certificate to a root of this environment that passed every chain rule; leaf first. */
public record VerifiedChain(List<X509Certificate> path) {

    public VerifiedChain {
        path = List.copyOf(path);
    }

    X509Certificate leaf() {
        return path.get(0);
    }
}
