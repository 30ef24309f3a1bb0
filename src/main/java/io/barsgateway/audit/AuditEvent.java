package io.barsgateway.audit;

import io.barsgateway.fhir.Printable;
import java.time.Instant;

/**
 * One attempt or action. Every text is an id, a name, an address, a code or a hash; none may hold content of a message.
 *
 * @param what kind of event, such as connection, request, answer, response, delivery, sending, pki, operator, gateway
 * @param outcome what came of it, such as accepted, refused, taken
 * @param rule that decided; empty where none had to
 * @param origin whoever began it
 * @param subject the message that it is about; empty where it is about none
 * @param reference of the case that it is about; empty where it is about none
 */
public record AuditEvent(
        Instant at,
        String what,
        String outcome,
        String rule,
        Origin origin,
        Subject subject,
        String detail,
        String reference) {

    private static final int LONGEST = 500;

    /**
     * Whoever began it.
     *
     * @param caller who, by name
     * @param thumbprint SHA-256 of the certificate, hex
     * @param address they came from
     */
    public record Origin(String caller, String thumbprint, String address) {

        static final Origin UNKNOWN = new Origin("", "", "");

        public Origin {
            caller = printable(caller);
            address = printable(address);
        }
    }

    /**
     * The message that it is about.
     *
     * @param service it was for
     * @param sha256 hash of the message
     */
    public record Subject(String service, String requestId, String correlationId, String sha256) {

        static final Subject NONE = new Subject("", "", "", "");

        public Subject {
            service = printable(service);
            requestId = printable(requestId);
            correlationId = printable(correlationId);
        }
    }

    public AuditEvent {
        rule = printable(rule);
        detail = printable(detail);
    }

    /** An event of which only that much is known yet. */
    public static AuditEvent of(Instant at, String what, String outcome) {
        return new AuditEvent(at, what, outcome, "", Origin.UNKNOWN, Subject.NONE, "", "");
    }

    /** The same, by that rule. */
    public AuditEvent by(String decided, String found) {
        return new AuditEvent(at, what, outcome, decided, origin, subject, found, reference);
    }

    /** The same, from there. */
    public AuditEvent from(String who, String certificate, String where) {
        Origin known = new Origin(who, certificate, where);
        return new AuditEvent(at, what, outcome, rule, known, subject, detail, reference);
    }

    /** The same, about that message. */
    public AuditEvent about(String target, String request, String correlation, String hash) {
        Subject known = new Subject(target, request, correlation, hash);
        return new AuditEvent(at, what, outcome, rule, origin, known, detail, reference);
    }

    /** The same, about the case with that reference. */
    public AuditEvent in(String ofCase) {
        return new AuditEvent(at, what, outcome, rule, origin, subject, detail, ofCase);
    }

    private static String printable(String text) {
        return Printable.text(text, LONGEST);
    }
}
