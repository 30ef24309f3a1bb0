package io.barsgateway.cases.timeline;

import java.time.Instant;

/**
 * One thing that happened to a case.
 *
 * @param words for a person; ids and reasons, nothing of the patient
 * @param message id of the message that it is about; empty where it is about none or that is not known
 * @param requestId X-Request-Id of it; empty where there is none
 * @param by the credential or caller; empty where it was the gateway itself
 */
public record Moment(Instant at, Kind kind, String words, String message, String requestId, String by) {

    /** What kind of thing. */
    public enum Kind {
        /** A message came and was accepted. */
        CAME,
        /** A message or response of ours was composed and held. */
        COMPOSED,
        /** A request of it was refused, or failed. */
        REFUSED,
        /** What the caller of the proxy's side heard. */
        ANSWERED,
        /** The local system has it. */
        DELIVERED,
        /** The other organisation has it. */
        SENT,
        /** An attempt failed, another follows. */
        POSTPONED,
        /** It is set aside until a person decides. */
        SET_ASIDE,
        /** A person acted: took it, had it tried again, handled it in another way. */
        PERSON,
        /** It was accepted too late for its Sender to hear, who has not asked again. */
        UNCLAIMED,
        /** Somebody read it. */
        READ,
        /** Something else that the audit holds. */
        OTHER
    }
}
