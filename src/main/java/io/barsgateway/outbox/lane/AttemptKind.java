package io.barsgateway.outbox.lane;

import io.barsgateway.outbox.WorkKind;
import java.util.Locale;

/** What an attempt is for, by the words that metrics have for it. */
public enum AttemptKind {
    /** A message to a local system. */
    DELIVERY,
    /** A message to another organisation, through the proxy. */
    SENDING,
    /** Of a message, to the local system that decides on it. */
    QUESTION,
    /** Asking for an access token; no lane is for it. */
    TOKEN;

    /** That of a lane, or of work. */
    public static AttemptKind of(WorkKind kind) {
        return switch (kind) {
            case DELIVER -> DELIVERY;
            case SEND -> SENDING;
            case DECIDE -> QUESTION;
        };
    }

    /** As a label has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
