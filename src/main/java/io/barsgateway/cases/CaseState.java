package io.barsgateway.cases;

import io.barsgateway.audit.write.Stored;
import io.barsgateway.fhir.MessageBundle;
import java.util.UUID;

/**
 * One referral, validation or booking as it stands after every message accepted about it.
 *
 * @param reference the human-readable reference that both sides show their users
 * @param encounter fullUrl of our own Encounter in it; empty for bookings
 * @param merged the request as answered, with every accepted update in it
 */
public record CaseState(UUID id, String reference, Status status, String encounter, MessageBundle merged) {

    /** Where the case stands with us. */
    public enum Status implements Stored {
        OPEN,
        /** Revoked, cancelled or entered in error by the Sender. */
        CANCELLED,
        /** Closed by a final response. */
        COMPLETED,
        /** Not taken on. */
        REJECTED;

        @Override
        public String column() {
            return name();
        }
    }
}
