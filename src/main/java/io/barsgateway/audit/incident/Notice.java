package io.barsgateway.audit.incident;

import java.net.URI;

/**
 * One step of an incident, on its way to one address.
 *
 * @param token bearer token of the address; empty where it needs none
 * @param body JSON, as docs/operating.md has it
 */
public record Notice(URI url, String token, Step step, Incident incident, String body) {

    /** What is told of an incident. */
    public enum Step {
        BEGAN,
        REPEATED,
        ESCALATED,
        ENDED
    }

    Notice under(String bearer) {
        return new Notice(url, bearer, step, incident, body);
    }

    /** Never prints the token. */
    @Override
    public String toString() {
        return step + " of " + incident.subject();
    }
}
