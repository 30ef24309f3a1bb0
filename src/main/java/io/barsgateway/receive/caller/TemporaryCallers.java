package io.barsgateway.receive.caller;

/** Callers that an operator lets in for a time although their name is not known: the chain and the address still must hold. */
@FunctionalInterface
public interface TemporaryCallers {

    /** Whether that certificate, by its SHA-256 thumbprint, is let in now. */
    boolean allow(String thumbprint);
}
