package io.barsgateway.cases.hold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.write.Part;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.Cases;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.PatientIdentity;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.CaseContent;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes a case that was sent to us: what it holds, what it is found by, and the other half of a referral with a booking. */
@Component
final class CaseRows {

    /** The name by which later parts of a statement ask whether the case was written. */
    static final String CASE = "kept_case";

    private static final int LONGEST_IDENTIFIER = 500;

    private final JdbcClient jdbc;

    CaseRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The new case, where an earlier part of the statement says that the message has its turn. */
    Part opened(Attempt attempt, Message message, Acceptance acceptance, Instant at) {
        CaseState state = acceptance.state();
        PatientIdentity patient = PatientIdentity.of(state.merged());
        Entry subject = message.subject();
        String subjectId = acceptance
                .answer()
                .resolve(subject.fullUrl())
                .flatMap(entry -> Tree.text(entry.resource(), "id"))
                .orElse("");
        Optional<String> differs = CaseContent.difference(message.bundle(), state.merged());
        return Part.of(
                CASE,
                """
                INSERT INTO bars_case (id, reference, service, counterpart, organisation, correlation_id, request_bundle_id, category,
                    use_case, subject_type, subject_url, subject_id, encounter_url, encounter_status, status, merged, opened_by, differs,
                    opened_at, changed_at, nhs_number, birth_date, postcode, names, identifiers)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM acceptance
                RETURNING 1 AS number""",
                state.id(),
                state.reference(),
                attempt.service(),
                message.source().toString(),
                attempt.organisation(),
                attempt.ids().correlationId(),
                message.bundleId(),
                message.category(),
                message.useCase(),
                subject.type(),
                subject.fullUrl(),
                subjectId,
                state.encounter(),
                acceptance.encounterStatus(),
                state.status().name(),
                differs.isPresent() ? null : FhirJson.write(state.merged().tree()),
                acceptance.ids().message(),
                differs.orElse(null),
                Timestamp.from(at),
                Timestamp.from(at),
                Cases.key(patient.nhsNumber()),
                Cases.key(patient.birthDate()),
                patient.postcode(),
                patient.names().toArray(new String[0]),
                identifiers(state.merged()));
    }

    /** The changed case, likewise; it returns nothing where the case is not any more what it was when it was read. */
    Part changed(HeldCase read, Acceptance acceptance, Instant at) {
        CaseState state = acceptance.state();
        PatientIdentity patient = PatientIdentity.of(state.merged());
        return Part.of(
                CASE,
                """
                UPDATE bars_case SET status = ?, merged = ?, changed_at = ?,
                       encounter_status = CASE WHEN ? = '' THEN encounter_status ELSE ? END,
                       due_at = CASE WHEN ? = '' AND ? = 'OPEN' THEN due_at END,
                       nhs_number = ?, birth_date = ?, postcode = ?, names = ?, identifiers = ?
                 WHERE id = ? AND changed_at = ? AND EXISTS (SELECT 1 FROM acceptance) RETURNING 1 AS number""",
                state.status().name(),
                FhirJson.write(state.merged().tree()),
                Timestamp.from(at),
                acceptance.encounterStatus(),
                acceptance.encounterStatus(),
                acceptance.encounterStatus(),
                state.status().name(),
                Cases.key(patient.nhsNumber()),
                Cases.key(patient.birthDate()),
                patient.postcode(),
                patient.names().toArray(new String[0]),
                identifiers(state.merged()),
                state.id(),
                Timestamp.from(read.changedAt()));
    }

    /** The other half of a cancelled case stays: it is decoupled, not cancelled. */
    void decouple(CaseState state) {
        jdbc.sql("UPDATE bars_case SET linked_case = NULL WHERE id = ? OR linked_case = ?")
                .params(state.id(), state.id())
                .update();
    }

    /** Of the ServiceRequest or Appointment, and the references that people know the case by; system|value. */
    private static String[] identifiers(MessageBundle merged) {
        return Stream.of("ServiceRequest", "Appointment", "Encounter")
                .flatMap(type -> merged.all(type).stream())
                .map(Entry::resource)
                .flatMap(resource -> Tree.list(resource, "identifier").stream())
                .map(identifier -> Tree.text(identifier, "system").orElse("") + "|"
                        + Tree.text(identifier, "value").orElse(""))
                // An index takes no longer one, and nobody reads one out
                .filter(identifier -> identifier.length() <= LONGEST_IDENTIFIER)
                .distinct()
                .toArray(String[]::new);
    }

    /** The ids of the referrals and bookings that a new case names as its other half. */
    static List<String> otherHalves(Message message) {
        ObjectNode subject = message.subject().resource();
        return Stream.of("supportingInfo", "basedOn")
                .flatMap(element -> Tree.list(subject, element).stream())
                .flatMap(reference -> Tree.text(reference, "reference").stream())
                .filter(reference -> reference.startsWith("Appointment/") || reference.startsWith("ServiceRequest/"))
                .map(reference -> reference.substring(reference.indexOf('/') + 1))
                .toList();
    }

    /** A referral that names its booking, or a booking its referral, is one encounter of the patient with it. */
    void link(Attempt attempt, CaseState state, List<String> named) {
        PatientIdentity patient = PatientIdentity.of(state.merged());
        for (String id : named) {
            List<UUID> other = jdbc.sql("""
                            SELECT id FROM bars_case WHERE service = ? AND subject_id = lower(?) AND role = 'receiver'
                               AND status = 'OPEN' AND nhs_number IN ('', ?)""")
                    .params(attempt.service(), id, Cases.key(patient.nhsNumber()))
                    .query(UUID.class)
                    .list();
            if (other.size() == 1) {
                jdbc.sql(
                                "UPDATE bars_case SET linked_case = CASE WHEN id = ? THEN ?::uuid ELSE ?::uuid END WHERE id IN (?, ?)")
                        .params(state.id(), other.get(0), state.id(), state.id(), other.get(0))
                        .update();
            }
        }
    }
}
