package io.barsgateway.local;

import io.barsgateway.fhir.identity.NhsNumber;

/** What a person types as a reason. The audit keeps it for long and shows it to many: it names no patient. */
public final class AuditedWords {

    private AuditedWords() {}

    /** @throws Objection where an NHS number is among the words */
    public static void refusePatients(String field, String words) {
        if (NhsNumber.isIn(words)) {
            throw new Objection(
                    400, field, "contains an NHS number, and the audit keeps this text; write it without the number");
        }
    }
}
