package io.barsgateway.local.request;

import io.barsgateway.fhir.identity.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * What a local system asks to see.
 *
 * @param kind of thing
 * @param target service that is asked; absent where it is this gateway
 * @param operation that is asked of it, such as Slot; empty where it is this gateway
 * @param id of the one thing that is asked for, as it was written; empty where none is named
 */
public record LocalRead(Kind kind, @Nullable ServiceId target, String operation, String id) {

    /** By the door that it is asked at. */
    public enum Kind {
        /** {@code /originals}: a message byte for byte. */
        ORIGINAL,
        /** {@code /messages}: what became of a case that was sent. */
        SENT,
        /** {@code /services/…}: what another organisation holds. */
        QUESTION
    }
}
