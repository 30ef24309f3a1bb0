package io.barsgateway.outbox;

import java.util.Locale;
import java.util.stream.Stream;

/** What an attempt is for, by the words that metrics have for it. */
public enum AttemptKind {
    /** A message to a local system. */
    DELIVERY(Work.DELIVER),
    /** A message to another organisation, through the proxy. */
    SENDING(Work.SEND),
    /** Of a message, to the local system that decides on it. */
    QUESTION(Neighbours.DECIDE),
    /** Asking for an access token; no lane is for it. */
    TOKEN("");

    private final String kind;

    AttemptKind(String kind) {
        this.kind = kind;
    }

    /** That of a lane, or of work. */
    public static AttemptKind of(String kind) {
        return Stream.of(values())
                .filter(one -> one.kind.equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No attempt is of the kind " + kind));
    }

    /** As a label has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
