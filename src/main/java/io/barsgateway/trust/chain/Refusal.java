package io.barsgateway.trust.chain;

import io.barsgateway.fhir.Printable;
import java.security.cert.X509Certificate;

/**
 * Why a caller is turned away: the rule that decided, by its short name, and what it found. For our log and audit, never for
 * the stranger, who may have chosen some of its words: control characters are shown as ?.
 */
public record Refusal(String rule, String reason) {

    private static final int LONGEST = 300;

    public Refusal {
        reason = Printable.quoted(reason);
        reason = reason.substring(0, Math.min(reason.length(), LONGEST));
    }

    /** The rule and what it found of that certificate, whose subject is told with it. */
    public static Refusal of(String rule, X509Certificate certificate, String what) {
        return new Refusal(rule, what + ": " + certificate.getSubjectX500Principal());
    }
}
