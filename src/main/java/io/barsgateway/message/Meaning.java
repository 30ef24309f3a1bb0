package io.barsgateway.message;

/** What a message asks of us, or tells us. */
public enum Meaning {
    NEW_REFERRAL,
    NEW_VALIDATION,
    UPDATE,
    CANCEL,
    NEW_BOOKING,
    CANCEL_BOOKING,
    /** A clinician has begun to validate what we sent. */
    INTERIM_RESPONSE,
    /** The validation that we asked for has ended. */
    FULL_RESPONSE,
    /** What we sent is not taken on. */
    REJECTION,
    /** Where the ambulance that we asked for is. */
    STATUS_RESPONSE,
    /** The patient that we were worried about did not come. */
    SAFEGUARDING_DNA;

    /** Whether it opens a case. */
    public boolean isNew() {
        return this == NEW_REFERRAL || this == NEW_VALIDATION || this == NEW_BOOKING;
    }

    /** Whether it ends the case it names. */
    public boolean isCancel() {
        return this == CANCEL || this == CANCEL_BOOKING;
    }

    /** Whether it is about an Appointment; else it is about a ServiceRequest. */
    public boolean isBooking() {
        return this == NEW_BOOKING || this == CANCEL_BOOKING;
    }

    /** Whether it answers a request that we sent. */
    public boolean isResponse() {
        return switch (this) {
            case INTERIM_RESPONSE, FULL_RESPONSE, REJECTION, STATUS_RESPONSE, SAFEGUARDING_DNA -> true;
            case NEW_REFERRAL, NEW_VALIDATION, UPDATE, CANCEL, NEW_BOOKING, CANCEL_BOOKING -> false;
        };
    }
}
