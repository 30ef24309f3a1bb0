package io.barsgateway.outbox.token;

import java.time.Instant;

/**
 * An access token (RFC 6749 1.4).
 *
 * @param givenAt when it came
 * @param renewAt when a new one is asked for, well before this one ends
 */
public record AccessToken(String value, Instant givenAt, Instant renewAt, Instant endsAt) {

    /** Never prints the token. */
    @Override
    public String toString() {
        return "access token until " + endsAt;
    }
}
