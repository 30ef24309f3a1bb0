package io.barsgateway.send.proxy;

import java.time.Instant;

/**
 * An API-M access token.
 *
 * @param renewAt when a new one is asked for, well before this one ends
 */
public record AccessToken(String value, Instant renewAt, Instant endsAt) {

    /** Never prints the token. */
    @Override
    public String toString() {
        return "access token until " + endsAt;
    }
}
