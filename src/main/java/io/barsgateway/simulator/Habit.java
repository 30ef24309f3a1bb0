package io.barsgateway.simulator;

/** A way of the far end's that real peers have, beside the guide's own (docs/conformance.md, W8.4 and W8.6). */
public enum Habit {
    /** Writes final outcomes as the assurance tools do: completed and triaged, and revoked for a rejection. */
    TKW,
    /** Leaves both endpoints of a response as they were in the request, as most published responses do. */
    ENDPOINTS_NOT_SWAPPED,
    /** Leaves both organisations of a response as they were in the request. */
    ORGANISATIONS_NOT_SWAPPED,
    /** Names the message that a response answers as {@code urn:uuid:…}. */
    URN_IDENTIFIERS,
    /** Sends changed resources under the {@code lastUpdated} that they had. */
    UNCHANGED_LAST_UPDATED,
    /** Takes a request and tells nobody: the first answer is 408, the retry 409 duplicate. */
    LOSES_ANSWERS,
    /** Refuses each response as in conflict with what it holds: 409. */
    REFUSES_RESPONSES,
    /** Writes XML whatever it was asked for. */
    XML
}
