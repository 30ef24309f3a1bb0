package io.barsgateway.message;

import io.barsgateway.audit.write.Stored;
import java.util.List;
import java.util.stream.Stream;

/** What a message that is held asks or tells. The last four are never recognised in what comes: the gateway gives them to messages of its own. */
public enum Meaning implements Stored {
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
    SAFEGUARDING_DNA,
    /** What a Receiver answered to a request of ours, for the local system. */
    ANSWER,
    /** What the local system reported, as a response to the Sender. */
    RESPONSE,
    /** A booking that its Sender was never told of is cancelled again. */
    RELEASED,
    /** A message of ours was refused for good. */
    REFUSED;

    /** Those that open a case. */
    public static List<Meaning> opening() {
        return Stream.of(values()).filter(Meaning::isNew).toList();
    }

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
            case NEW_REFERRAL,
                    NEW_VALIDATION,
                    UPDATE,
                    CANCEL,
                    NEW_BOOKING,
                    CANCEL_BOOKING,
                    ANSWER,
                    RESPONSE,
                    RELEASED,
                    REFUSED -> false;
        };
    }

    /** Whether it changes the case that it names. */
    public boolean isChange() {
        return this == UPDATE || isCancel();
    }

    /** The type of the resource that such a request is about. */
    public String subjectType() {
        return isBooking() ? "Appointment" : "ServiceRequest";
    }

    @Override
    public String column() {
        return name();
    }
}
