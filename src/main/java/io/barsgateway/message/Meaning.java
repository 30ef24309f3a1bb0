package io.barsgateway.message;

/** What a message asks of us. */
public enum Meaning {
    NEW_REFERRAL,
    NEW_VALIDATION,
    UPDATE,
    CANCEL,
    NEW_BOOKING,
    CANCEL_BOOKING,
    /** An answer to a request that we sent. */
    RESPONSE;

    /** Whether it opens a case. */
    public boolean isNew() {
        return switch (this) {
            case NEW_REFERRAL, NEW_VALIDATION, NEW_BOOKING -> true;
            case UPDATE, CANCEL, CANCEL_BOOKING, RESPONSE -> false;
        };
    }

    /** Whether it ends the case it names. */
    public boolean isCancel() {
        return this == CANCEL || this == CANCEL_BOOKING;
    }

    /** Whether it is about an Appointment; else it is about a ServiceRequest. */
    public boolean isBooking() {
        return this == NEW_BOOKING || this == CANCEL_BOOKING;
    }
}
