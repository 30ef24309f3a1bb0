package io.barsgateway.deliver.address;

import io.barsgateway.outbox.token.AccessToken;
import java.util.Optional;

/**
 * What one call shows in its header Authorization.
 *
 * @param header its value; empty where nothing is shown
 * @param token that it holds, where it was fetched from a token endpoint
 */
public record Authorisation(String header, Optional<AccessToken> token) {

    /** Shows nothing. */
    public static final Authorisation NONE = new Authorisation("", Optional.empty());

    /** Never prints the value. */
    @Override
    public String toString() {
        return header.isEmpty() ? "no authorisation" : "an authorisation";
    }
}
