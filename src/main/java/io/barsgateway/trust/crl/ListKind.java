package io.barsgateway.trust.crl;

/** Whether a revocation list is one that we read, or why it is not: what is not read says nothing about anybody. */
public enum ListKind {
    /** All that its CA has revoked, or all of one numbered partition: the only kind that shows who is not revoked. */
    FULL("a full list"),
    /** What has changed since another list (RFC 5280 5.2.4). */
    DELTA("a delta list"),
    /** One that speaks for other CAs too (RFC 5280 5.2.5, indirectCRL). */
    INDIRECT("an indirect list"),
    /** One that leaves other reasons of a revocation to another list (RFC 5280 5.2.5, onlySomeReasons). */
    SOME_REASONS("a list for some reasons of revocation only"),
    /** One that speaks of no public key certificates (RFC 5280 5.2.5, onlyContainsAttributeCerts). */
    ATTRIBUTE_CERTIFICATES("a list of attribute certificates"),
    /** One with a critical extension, of its own or of an entry, that is not known here (RFC 5280 5.2 and 5.3). */
    UNKNOWN_EXTENSION("a list with a critical extension that is not known here");

    private final String words;

    ListKind(String words) {
        this.words = words;
    }

    /** For an operator, with its article. */
    public String words() {
        return words;
    }
}
