package io.barsgateway.outbox.attempt;

import java.util.Set;

/**
 * What an answer means for the message that it answers: one table for each system that we ask. A table is given everything it
 * judges by, so that it can be read, and tested, row by row (docs/adr/0023).
 */
public final class RetryPolicy {

    /** Codes of the standard that ask for another try, whatever status they come with. */
    private static final Set<String> RETRY_CODES = Set.of(
            "REC_TIMEOUT",
            "REC_TOO_MANY_REQUESTS",
            "REC_UNAVAILABLE",
            "REC_SERVICE_UNAVAILABLE",
            "REC_TOO_EARLY",
            "PROXY_TIMEOUT",
            "TIMEOUT",
            "PROXY_TOO_MANY_REQUESTS",
            "TOO_MANY_REQUESTS",
            "PROXY_UNAVAILABLE",
            "UNAVAILABLE",
            "SERVICE_UNAVAILABLE",
            "SEND_TOO_MANY_REQUESTS",
            "SEND_FORBIDDEN",
            "SEND_UNAUTHORIZED");

    private RetryPolicy() {}

    /** What becomes of a message. */
    public enum Ruling {
        /** It has been taken. */
        TAKEN,
        /** It is refused, and would be refused again. */
        REFUSED,
        /** Nothing is decided; another try may go better. */
        TRY_AGAIN,
        /** The answer is about a URL, a credential or something in the path, and says nothing of the message. */
        SET_UP
    }

    /**
     * A local system that a message is delivered to. Only 422 is about the message beyond doubt.
     *
     * @param conflictIsDuplicate whether 409 means "have it already" ({@code delivery.duplicate} of the service)
     * @param takesOthers whether that URL has taken another message since it first answered so about this one
     */
    public static Ruling localSystem(int status, boolean conflictIsDuplicate, boolean takesOthers) {
        return switch (status) {
            case 422 -> Ruling.REFUSED;
            case 400, 413, 415 -> takesOthers ? Ruling.REFUSED : Ruling.SET_UP;
            case 401, 403, 404, 405, 410 -> Ruling.SET_UP;
            case 409 -> conflictIsDuplicate ? Ruling.TAKEN : Ruling.TRY_AGAIN;
            default ->
                switch (status / 100) {
                    case 2 -> Ruling.TAKEN;
                    case 3 -> Ruling.SET_UP;
                    default -> Ruling.TRY_AGAIN;
                };
        };
    }

    /**
     * The BaRS API Proxy (guide, Sender-responsibilities). Codes count before the status: proxies and firewalls on the way answer
     * without an OperationOutcome, or with another status.
     *
     * @param resource resourceType of the body; empty where it is no FHIR
     * @param code details.coding.code of the first issue
     * @param issue code of the first issue
     */
    public static Ruling proxy(int status, String resource, String code, String issue) {
        if (status / 100 == 2) {
            // A firewall's or a login page's 200 is no receipt; a second try that was one is answered 409 duplicate
            return resource.equals("Bundle") ? Ruling.TAKEN : Ruling.TRY_AGAIN;
        }
        if (status == 409 && issue.equals("duplicate")) {
            return Ruling.TAKEN;
        }
        if (!resource.equals("OperationOutcome") || RETRY_CODES.contains(code)) {
            return Ruling.TRY_AGAIN;
        }
        return switch (status) {
            case 408, 425, 429, 502, 503, 504 -> Ruling.TRY_AGAIN;
            case 501 -> Ruling.REFUSED;
            // A 5xx with a REC_ code is the Receiver's own answer, and final; any other 5xx is the proxy's
            default -> status / 100 == 5 && !code.startsWith("REC_") ? Ruling.TRY_AGAIN : Ruling.REFUSED;
        };
    }

    /**
     * A local system that decides before its Sender is answered. REFUSED is a verdict on the message; TRY_AGAIN and SET_UP decide
     * nothing.
     *
     * @param statesVerdict whether the body is one by the published schema ({@code GET /decisions/schema})
     */
    public static Ruling confirmFirst(int status, boolean statesVerdict) {
        return switch (status) {
            case 408, 425, 429 -> Ruling.TRY_AGAIN;
            case 409, 422 -> Ruling.REFUSED;
            default ->
                switch (status / 100) {
                    case 2 -> Ruling.TAKEN;
                    case 3 -> Ruling.SET_UP;
                    case 4 -> statesVerdict ? Ruling.REFUSED : Ruling.SET_UP;
                    default -> Ruling.TRY_AGAIN;
                };
        };
    }
}
