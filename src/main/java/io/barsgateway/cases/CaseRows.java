package io.barsgateway.cases;

import io.barsgateway.audit.write.Part;
import io.barsgateway.audit.write.SqlText;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.form.FhirJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the table of cases; nothing else does. Each method is one statement, or a part of one; who calls it decides when. */
@Component
public final class CaseRows {

    /** The name by which later parts of a statement ask whether the case was written. */
    public static final String CASE = "kept_case";

    private static final String OPEN = """
            INSERT INTO bars_case (id, reference, role, service, counterpart, organisation, correlation_id, request_bundle_id, category,
                use_case, subject_type, subject_url, subject_id, encounter_url, encounter_status, status, merged, opened_by, differs,
                opened_at, changed_at, nhs_number, birth_date, postcode, names, identifiers, due_at)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?""";

    private static final String CHANGE = SqlText.of("""
            UPDATE bars_case SET status = ?, merged = ?, changed_at = ?,
                   encounter_status = CASE WHEN ? = '' THEN encounter_status ELSE ? END,
                   due_at = CASE WHEN ? = '' AND ? = {OPEN} THEN due_at END,
                   nhs_number = ?, birth_date = ?, postcode = ?, names = ?, identifiers = ?
             WHERE id = ? AND changed_at = ? AND EXISTS (SELECT 1 FROM %s) RETURNING 1 AS number""", Status.values());

    private static final String ANSWERED = SqlText.of("""
            UPDATE bars_case SET changed_at = ?, subject_id = CASE WHEN ? = '' THEN subject_id ELSE ? END,
                   merged = CASE WHEN ? THEN merged ELSE ? END,
                   status = CASE WHEN ? THEN {CANCELLED} ELSE status END,
                   due_at = CASE WHEN ? THEN NULL ELSE due_at END
             WHERE id = ?""", Status.values());

    private static final String CANCEL_SENT = SqlText.of(
            "UPDATE bars_case SET status = {CANCELLED}, due_at = NULL, changed_at = ? WHERE reference = ?",
            Status.values());

    private static final String CANCEL = SqlText.of(
            "UPDATE bars_case SET status = {CANCELLED}, merged = ?, changed_at = ? WHERE id = ?", Status.values());

    private final JdbcClient jdbc;

    CaseRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Opens it, in the transaction that is open. */
    void open(NewCase opened) {
        jdbc.sql(OPEN).params(values(opened)).update();
    }

    /**
     * The new case.
     *
     * @param accepted the part that says whether the message has its turn: where that wrote nothing, this writes nothing
     */
    public static Part opened(NewCase opened, String accepted) {
        return Part.of(CASE, OPEN + " FROM " + accepted + " RETURNING 1 AS number", values(opened));
    }

    private static Object[] values(NewCase opened) {
        CaseState state = opened.state();
        CaseKeys keys = opened.keys();
        return new Object[] {
            state.id(),
            state.reference(),
            opened.role().column(),
            opened.service().toString(),
            opened.counterpart().toString(),
            opened.organisation(),
            opened.correlationId(),
            opened.requestBundleId(),
            opened.category(),
            opened.useCase(),
            opened.subject().type(),
            opened.subject().fullUrl(),
            opened.subjectId(),
            state.encounter(),
            opened.encounterStatus(),
            state.status().column(),
            opened.differs().isPresent() ? null : FhirJson.write(state.merged().tree()),
            opened.openedBy(),
            opened.differs().orElse(null),
            Timestamp.from(opened.at()),
            Timestamp.from(opened.at()),
            keys.nhsNumber(),
            keys.birthDate(),
            keys.postcode(),
            keys.names().toArray(new String[0]),
            keys.identifiers().toArray(new String[0]),
            opened.dueAt() == null ? null : Timestamp.from(opened.dueAt())
        };
    }

    /**
     * The case that a message changed; it writes nothing where the case is not any more what it was when it was read.
     *
     * @param encounterStatus of the Encounter that a response is about; empty where it says nothing of it
     * @param accepted as in {@link #opened}
     */
    public static Part changed(HeldCase read, CaseState state, String encounterStatus, Instant at, String accepted) {
        CaseKeys keys = CaseKeys.of(state.merged());
        return Part.of(
                CASE,
                CHANGE.formatted(accepted),
                state.status().column(),
                FhirJson.write(state.merged().tree()),
                Timestamp.from(at),
                encounterStatus,
                encounterStatus,
                encounterStatus,
                state.status().column(),
                keys.nhsNumber(),
                keys.birthDate(),
                keys.postcode(),
                keys.names().toArray(new String[0]),
                keys.identifiers().toArray(new String[0]),
                state.id(),
                Timestamp.from(read.changedAt()));
    }

    /** A report changed it; false where it is not any more what it was when it was read. */
    boolean reported(HeldCase read, CaseState after, String encounterStatus, Instant at) {
        return jdbc.sql("""
                        UPDATE bars_case SET status = ?, encounter_status = ?, merged = ?, changed_at = ?
                         WHERE id = ? AND changed_at = ?""")
                        .params(
                                after.status().column(),
                                encounterStatus,
                                FhirJson.write(after.merged().tree()),
                                Timestamp.from(at),
                                after.id(),
                                Timestamp.from(read.changedAt()))
                        .update()
                == 1;
    }

    /** Locks it, and says that it has changed: who read it before this commit composes anew. False where it is not as it was read. */
    boolean changing(HeldCase read, Instant at) {
        return jdbc.sql("""
                        UPDATE bars_case SET changed_at = greatest(?, changed_at + interval '1 microsecond')
                         WHERE id = ? AND changed_at = ?""")
                        .params(Timestamp.from(at), read.state().id(), Timestamp.from(read.changedAt()))
                        .update()
                == 1;
    }

    /**
     * Its Receiver took a message of ours and answered.
     *
     * @param subjectId that it gave; empty where it gave none
     * @param cancel whether that message cancelled it: then what it holds stays
     */
    void answered(UUID id, String subjectId, boolean cancel, byte[] answer, Instant at) {
        jdbc.sql(ANSWERED)
                .params(Timestamp.from(at), subjectId, subjectId, cancel, answer, cancel, cancel, id)
                .update();
    }

    /** Its Receiver has this update of ours, though its answer was lost. */
    void updated(String reference, MessageBundle merged, Instant at) {
        jdbc.sql("UPDATE bars_case SET merged = ?, changed_at = ? WHERE reference = ?")
                .params(FhirJson.write(merged.tree()), Timestamp.from(at), reference)
                .update();
    }

    /** Its Receiver has our cancel, though its answer was lost. */
    void cancelled(String reference, Instant at) {
        jdbc.sql(CANCEL_SENT).params(Timestamp.from(at), reference).update();
    }

    /** The id that its Receiver gave was found, where none was known. */
    void identified(String reference, String subjectId, MessageBundle merged, Instant at) {
        jdbc.sql(
                        "UPDATE bars_case SET subject_id = ?, merged = ?, changed_at = ? WHERE reference = ? AND subject_id = ''")
                .params(subjectId, FhirJson.write(merged.tree()), Timestamp.from(at), reference)
                .update();
    }

    /** A person cancels what was sent to us. */
    public void cancel(UUID id, byte[] merged, Instant at) {
        jdbc.sql(CANCEL).params(merged, Timestamp.from(at), id).update();
    }

    /** The two are halves of one encounter of the patient from now on. */
    public void link(UUID one, UUID other) {
        jdbc.sql("UPDATE bars_case SET linked_case = CASE WHEN id = ? THEN ?::uuid ELSE ?::uuid END WHERE id IN (?, ?)")
                .params(one, other, one, one, other)
                .update();
    }

    /** The other half of a cancelled case stays: it is decoupled, not cancelled. */
    public void decouple(UUID id) {
        jdbc.sql("UPDATE bars_case SET linked_case = NULL WHERE id = ? OR linked_case = ?")
                .params(id, id)
                .update();
    }
}
