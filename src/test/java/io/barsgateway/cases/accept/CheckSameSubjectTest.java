package io.barsgateway.cases.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.identity.PatientIdentity;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.Coded;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Received;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose update or cancel it is (docs/conformance.md, W4.5a), row by row, and what a cancelled booking must state. */
class CheckSameSubjectTest {

    private static final String VERIFIED = "number-present-and-verified";
    private static final String TRACED = "number-present-but-not-traced";

    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());
    private final CheckSameSubject checkSameSubject = new CheckSameSubject(alarms);

    /** number, its status, family, given, birth date; - is not stated. */
    private static void patient(ObjectNode message, String stated) {
        String[] parts = stated.split(" ", -1);
        ObjectNode patient = Messages.resource(message, "Patient");
        patient.remove(List.of("identifier", "name", "birthDate"));
        if (!parts[0].equals("-")) {
            ObjectNode identifier = patient.putArray("identifier").addObject();
            identifier.put("system", Systems.NHS_NUMBER).put("value", parts[0]);
            ObjectNode status = identifier.putArray("extension").addObject();
            status.put(
                    "url", "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus");
            status.putObject("valueCodeableConcept")
                    .putArray("coding")
                    .addObject()
                    .put("code", parts[1].equals("v") ? VERIFIED : TRACED);
        }
        if (!parts[2].equals("-")) {
            ObjectNode name = patient.putArray("name").addObject().put("family", parts[2]);
            name.putArray("given").add(parts[3]);
        }
        if (!parts[4].equals("-")) {
            patient.put("birthDate", parts[4]);
        }
    }

    private static Message message(Meaning meaning, ObjectNode tree, String conformance) {
        return Received.aMessage(
                meaning,
                Tenants.with(Map.of("conformance", conformance)),
                tree,
                "validation",
                "a4t1",
                new ServiceId(Systems.SERVICE_ID, "1"));
    }

    private static HeldCase held(ObjectNode tree) {
        CaseState state = new CaseState(UUID.randomUUID(), "3XZME-G5D2C", Status.OPEN, "", MessageBundle.of(tree));
        ServiceId service = new ServiceId("https://fhir.nhs.uk/Id/dos-service-id", "2000099999");
        return new HeldCase(state, service, service, "", "", "", "", "", "", CaseRole.RECEIVER, Instant.EPOCH);
    }

    private SameSubject check(Meaning meaning, String heldPatient, String toldPatient, String conformance) {
        ObjectNode held = Messages.validation();
        ObjectNode told = held.deepCopy();
        patient(held, heldPatient);
        patient(told, toldPatient);
        return checkSameSubject.check(message(meaning, told, conformance), held(held));
    }

    @ParameterizedTest
    @CsvSource({
        "a, 9000000001 v Smith John 1980-01-02, 9000000002 v Smith John 1980-01-02",
        "c, - - Smith John 1980-01-02, - - Brown John 1981-01-02",
        "c, 9000000001 t Smith John 1980-01-02, 9000000001 t Brown Ann 1981-01-02"
    })
    void surely_another_person_is_refused_with_an_alarm(String row, String held, String told) {
        for (Meaning meaning : List.of(Meaning.UPDATE, Meaning.CANCEL)) {
            Fault fault = catchThrowableOfType(Fault.class, () -> check(meaning, held, told, "guide"));

            assertThat(fault.code()).as(row).isEqualTo(FaultCode.DIFFERS);
            assertThat(fault.diagnostics()).contains("Patient").doesNotContain("Brown", "Smith", "9000");
            assertThat(alarms.standing()).containsKey("patient 3XZME-G5D2C");
        }
        check(Meaning.UPDATE, held, held, "guide");
        assertThat(alarms.standing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "b, 9000000001 v Smith John 1980-01-02, 9000000001 v Brown John 1981-01-02, 2",
        "e, - - Unknown Unknown 1980, 9000000001 v Smith John 1980-05-06, 1",
        "e, - - - - -, 9000000001 v Smith John 1980-05-06, 1",
        "e, 9000000001 v Smith John 1980-01-02, - - - - -, 0",
        "e, 9000000001 v Smith John 1980-01-02, 9000000001 v Smith John 1980, 0",
        "e, - - Smith John 1980-01-02, - - SMITH Jack 1980-01-02, 0"
    })
    void one_person_who_is_known_better_or_changed_is_taken(String row, String held, String told, int warnings) {
        for (Meaning meaning : List.of(Meaning.UPDATE, Meaning.CANCEL)) {
            assertThat(check(meaning, held, told, "guide").warnings()).as(row).hasSize(warnings);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "- - Smith John 1980-01-02, - - Brown John 1980-01-02",
        "- - Smith John 1980-01-02, - - Smith John 1981-01-02",
        "9000000001 t Smith John 1980-01-02, 9000000002 v Smith John 1980-01-02"
    })
    void a_doubtful_patient_warns_on_an_update_and_refuses_a_cancel(String held, String told) {
        assertThat(check(Meaning.UPDATE, held, told, "guide").warnings()).hasSize(1);
        assertThat(catchThrowableOfType(Fault.class, () -> check(Meaning.CANCEL, held, told, "guide"))
                        .code())
                .isEqualTo(FaultCode.DIFFERS);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void what_a_response_states_otherwise_is_a_warning() {
        String held = "9000000001 v Smith John 1980-01-02";

        assertThat(check(Meaning.FULL_RESPONSE, held, "9000000001 v Brown John 1980-01-02", "guide")
                        .warnings())
                .containsExactly("Patient.name: another family name than held");
        assertThat(check(Meaning.FULL_RESPONSE, held, held, "guide").warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9000000001 v Smith John 1980-01-02, 9000000001 v Brown Ann 1980-01-02, false",
        "- - Smith John 1980-01-02, - - Smyth John 1980-01-02, false",
        "- - Smith John 1980-01-02, - - Brown John 1981-01-02, true",
        "9000000001 t Smith John 1980-01-02, 9000000002 t Smith John 1980-01-02, true"
    })
    void a_matched_response_has_another_patient_only_where_that_is_sure(String held, String told, boolean another) {
        ObjectNode ours = Messages.validation();
        ObjectNode theirs = Messages.validation();
        patient(ours, held);
        patient(theirs, told);

        assertThat(new ComparedPatient(
                                PatientIdentity.of(MessageBundle.of(ours)),
                                PatientIdentity.of(MessageBundle.of(theirs)))
                        .isAnotherToResponse())
                .isEqualTo(another);
    }

    @Test
    void the_tool_may_change_the_patient_in_an_update_or_referral_cancel() {
        for (Meaning meaning : List.of(Meaning.UPDATE, Meaning.CANCEL)) {
            assertThat(check(meaning, "9000000001 v Smith John 1980-01-02", "9000000002 v Brown Ann 1981-01-02", "tkw")
                            .warnings())
                    .hasSize(3);
        }
    }

    @Test
    void guide_accepts_a_booking_cancel_under_a_changed_name_and_tkw_refuses() {
        ObjectNode booked = Messages.booking();
        patient(booked, "9000000001 v Smith John 1980-01-02");
        ObjectNode told = cancelOf(booked);
        patient(told, "9000000001 v Brown John 1980-01-02");

        assertThat(cancel(booked, told, "guide").warnings()).hasSize(1);
        assertThat(refusal(booked, told, "tkw")).contains("Patient.name");
    }

    private SameSubject cancel(ObjectNode booked, ObjectNode told, String conformance) {
        return checkSameSubject.check(message(Meaning.CANCEL_BOOKING, told, conformance), held(booked));
    }

    private static ObjectNode cancelOf(ObjectNode booked) {
        ObjectNode told = booked.deepCopy();
        Messages.resource(told, "Appointment").put("status", "cancelled");
        return told;
    }

    @Test
    void a_cancel_that_states_what_was_booked_or_less_is_taken() {
        ObjectNode booked = Messages.booking();
        ObjectNode less = cancelOf(booked);
        Messages.resource(less, "Appointment")
                .remove(List.of("end", "participant", "serviceCategory", "slot", "serviceType"));

        assertThat(cancel(booked, cancelOf(booked), "guide").warnings()).isEmpty();
        assertThat(cancel(booked, less, "guide").warnings()).isEmpty();
        ObjectNode translated = cancelOf(booked);
        ((ArrayNode) Messages.resource(translated, "Appointment")
                        .path("serviceCategory")
                        .path(0)
                        .path("coding"))
                .insertObject(0)
                .put("system", "https://example.org/CodeSystem/local")
                .put("code", "L1");
        Messages.resource(translated, "HealthcareService")
                .withArray("identifier")
                .addObject()
                .put("value", "L1");
        assertThat(cancel(booked, translated, "guide").warnings())
                .as("a local code beside the one that was booked")
                .isEmpty();
    }

    @Test
    void a_cancel_that_states_something_else_is_refused_by_its_element() {
        ObjectNode booked = Messages.booking();
        ObjectNode start = cancelOf(booked);
        Messages.resource(start, "Appointment").put("start", "2031-01-01T10:00:00Z");
        ObjectNode end = cancelOf(booked);
        Messages.resource(end, "Appointment").put("end", "2031-01-01T10:00:00Z");
        ObjectNode service = cancelOf(booked);
        Coded.coding(Messages.resource(service, "Appointment").path("serviceCategory"))
                .put("code", "a1t9");
        ObjectNode actor = cancelOf(booked);
        ((ArrayNode) Messages.resource(actor, "Appointment").path("participant"))
                .addObject()
                .putObject("actor")
                .put("reference", "Practitioner/another");
        Messages.resource(booked, "Appointment")
                .withArray("participant")
                .addObject()
                .putObject("actor")
                .put("reference", "Location/booked");

        for (String conformance : List.of("guide", "tkw")) {
            assertThat(refusal(booked, start, conformance)).contains("Appointment.start");
            assertThat(refusal(booked, end, conformance)).contains("Appointment.end");
            assertThat(refusal(booked, service, conformance)).contains("Appointment.serviceCategory");
            assertThat(refusal(booked, actor, conformance)).contains("Appointment.participant.actor");
        }
    }

    private String refusal(ObjectNode booked, ObjectNode told, String conformance) {
        Fault fault = catchThrowableOfType(Fault.class, () -> cancel(booked, told, conformance));
        assertThat(fault.code()).isEqualTo(FaultCode.DIFFERS);
        return fault.diagnostics();
    }
}
