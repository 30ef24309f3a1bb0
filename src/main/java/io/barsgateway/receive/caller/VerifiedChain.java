package io.barsgateway.receive.caller;

import java.security.cert.X509Certificate;
import java.util.List;

/** A path from the caller's certificate to a root of this environment that passed every rule; leaf first. */
public record VerifiedChain(List<X509Certificate> path) {

    /** Of a caller that was not asked for a certificate. */
    static final VerifiedChain NONE = new VerifiedChain(List.of());

    public VerifiedChain {
        path = List.copyOf(path);
    }

    X509Certificate leaf() {
        return path.get(0);
    }
}
