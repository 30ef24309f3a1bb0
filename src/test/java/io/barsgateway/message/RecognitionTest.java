package io.barsgateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Recognition.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** The recognition matrix (guide, Bundle-Processing), row by row: what a message means, and what means nothing. */
class RecognitionTest {

    private final Recognition recognition = Recognition.load();

    private String meaning(RecognitionFacts facts, boolean tool) {
        return recognition
                .row(facts, Tenants.with(tool ? Map.of("conformance", "tkw") : Map.of()))
                .map(Row::means)
                .map(Enum::name)
                .orElse("none");
    }

    /** Of the first eight columns: event, reason, category, use case, and the statuses of focus, encounter, care plan and task. */
    private RecognitionFacts facts(ArgumentsAccessor row) {
        String useCase = row.getString(3);
        return new RecognitionFacts(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                useCase,
                recognition.application(useCase),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }

    @ParameterizedTest
    @CsvSource({
        // event, reason, category, use case, focus, encounter, care plan, task, meaning
        "servicerequest-request, new, referral, a1t1, active, triaged, completed, '', NEW_REFERRAL",
        "servicerequest-request, new, referral, a1t12, active, finished, completed, '', NEW_REFERRAL",
        "servicerequest-request, new, referral, a2t6, active, finished, completed, '', NEW_REFERRAL",
        "servicerequest-request, new, referral, a3t1, active, finished, completed, '', NEW_REFERRAL",
        "servicerequest-request, new, referral, a5t1, active, finished, completed, requested, NEW_REFERRAL",
        "servicerequest-request, new, referral, a8t3, active, finished, completed, '', NEW_REFERRAL",
        "servicerequest-request, new, referral, a1t1, active, planned, completed, '', none",
        "servicerequest-request, new, referral, a1t1, active, finished, active, '', none",
        "servicerequest-request, new, referral, a1t1, draft, finished, completed, '', none",
        "servicerequest-request, new, referral, a6t1, active, in-progress, active, '', NEW_REFERRAL",
        "servicerequest-request, new, referral, a6t3, active, planned, draft, requested, NEW_REFERRAL",
        "servicerequest-request, new, referral, a6t1, active, planned, completed, '', none",
        "servicerequest-request, new, validation, a4t1, active, triaged, active, '', NEW_VALIDATION",
        "servicerequest-request, new, validation, a4t4, active, in-progress, active, '', NEW_VALIDATION",
        "servicerequest-request, new, validation, a4t1, active, finished, active, '', none",
        "servicerequest-request, new, validation, a4t1, active, triaged, completed, '', none",
        "servicerequest-request, new, validation, a1t1, active, triaged, active, '', none",
        "servicerequest-request, new, referral, a4t1, active, triaged, active, '', none",
        "servicerequest-request, update, referral, a1t1, revoked, '', '', '', CANCEL",
        "servicerequest-request, update, referral, a1t1, entered-in-error, '', '', '', CANCEL",
        "servicerequest-request, delete, validation, a4t1, entered-in-error, '', '', '', CANCEL",
        "servicerequest-request, update, referral, a1t1, completed, '', '', '', none",
        "servicerequest-request, update, referral, a8t1, revoked, '', '', '', none",
        "servicerequest-request, update, validation, a4t1, active, triaged, active, '', UPDATE",
        "servicerequest-request, update, validation, a4t1, on-hold, triaged, active, '', UPDATE",
        "servicerequest-request, update, referral, a6t1, active, finished, active, '', UPDATE",
        "servicerequest-request, update, referral, a1t1, active, finished, completed, '', none",
        "servicerequest-request, update, referral, a3t1, active, finished, completed, '', none",
        "servicerequest-response, new, referral, a1t1, revoked, triaged, completed, '', SAFEGUARDING_DNA",
        "servicerequest-response, new, referral, a1t1, active, triaged, completed, '', none",
        "servicerequest-response, new, validation, a4t1, active, in-progress, '', '', INTERIM_RESPONSE",
        "servicerequest-response, update, validation, a4t1, active, in-progress, '', '', none",
        "servicerequest-response, update, validation, a4t1, active, finished, active, '', FULL_RESPONSE",
        "servicerequest-response, new, validation, a4t1, completed, triaged, completed, '', FULL_RESPONSE",
        "servicerequest-response, new, validation, a4t1, active, cancelled, '', '', REJECTION",
        "servicerequest-response, update, validation, a4t1, revoked, triaged, '', '', REJECTION",
        "servicerequest-response, new, referral, a6t1, active, planned, '', '', STATUS_RESPONSE",
        "servicerequest-response, new, referral, a6t1, active, arrived, '', '', STATUS_RESPONSE",
        "servicerequest-response, new, referral, a6t2, active, cancelled, '', '', REJECTION",
        "servicerequest-response, new, referral, a6t3, revoked, cancelled, '', '', REJECTION",
        "booking-request, new, '', a1t1, booked, '', '', '', NEW_BOOKING",
        "booking-request, new, '', a7t1, booked, '', '', '', NEW_BOOKING",
        "booking-request, new, '', a1t1, proposed, '', '', '', none",
        "booking-request, update, '', a1t1, cancelled, '', '', '', CANCEL_BOOKING",
        "booking-request, update, '', a7t1, entered-in-error, '', '', '', CANCEL_BOOKING",
        "booking-request, update, '', a1t1, booked, '', '', '', none",
        "booking-request, new, '', a5t1, booked, '', '', '', none",
        "booking-response, new, '', a1t1, booked, '', '', '', none"
    })
    void each_row_means_what_the_guide_says(ArgumentsAccessor row) {
        assertThat(meaning(facts(row), false)).isEqualTo(row.getString(8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "servicerequest-request; new; validation; a4t1; active; finished; active; '';"
                        + " new validation with Encounter.status triaged or in-progress|"
                        + "cancel with ServiceRequest.status revoked or entered-in-error|update with MessageHeader.reason update",
                "servicerequest-request; new; validation; a4t1; draft; triaged; active; '';"
                        + " new validation with ServiceRequest.status active|"
                        + "cancel with ServiceRequest.status revoked or entered-in-error",
                "servicerequest-request; new; referral; a6t1; active; planned; completed; '';"
                        + " new referral with Encounter.status triaged or finished or in-progress, or CarePlan.status active,"
                        + " or Task.status requested|cancel with ServiceRequest.status revoked or entered-in-error|"
                        + "update with MessageHeader.reason update",
                "servicerequest-request; delete; referral; a1t1; active; planned; completed; '';"
                        + " cancel with ServiceRequest.status revoked or entered-in-error",
                "servicerequest-request; updated; ''; a7t1; arrived; ''; ''; '';"
                        + " new booking with MessageHeader.eventCoding booking-request and MessageHeader.reason new"
                        + " and Appointment.status booked|cancel booking with MessageHeader.eventCoding booking-request and"
                        + " MessageHeader.reason update or delete or new and Appointment.status cancelled or entered-in-error",
                "servicerequest-request; new; validation; a9t9; active; finished; active; ''; ''"
            })
    void what_no_row_fits_is_told_what_it_could_be(ArgumentsAccessor row) {
        String nearest = row.getString(8);

        assertThat(recognition.nearest(facts(row), Tenants.with(Map.of())))
                .isEqualTo(
                        nearest.isEmpty()
                                ? ""
                                : ". It would be read as " + nearest.replace("|", ". It would be read as "));
    }

    @Test
    void the_tool_updates_a_999_referral() {
        RecognitionFacts facts = new RecognitionFacts(
                "servicerequest-request", "update", "referral", "a3t1", "APP3", "active", "finished", "completed", "");

        assertThat(meaning(facts, true)).isEqualTo("UPDATE");
    }

    @ParameterizedTest
    @CsvSource({
        "new, triaged, active, requested, NEW_REFERRAL",
        "new, in-progress, completed, '', NEW_REFERRAL",
        "new, planned, active, requested, none",
        "update, finished, active, requested, UPDATE",
        "update, onleave, active, requested, none"
    })
    void the_tool_holds_an_ambulance_case_to_the_status_of_its_encounter(
            String reason, String encounter, String plan, String task, String meaning) {
        RecognitionFacts facts = new RecognitionFacts(
                "servicerequest-request", reason, "referral", "a6t1", "APP6", "active", encounter, plan, task);

        assertThat(meaning(facts, true)).isEqualTo(meaning);
    }

    @Test
    void the_matrix_lists_the_messages_and_answers_of_each_use_case() {
        Recognition recognition = Recognition.load();

        assertThat(recognition.received("a4t1"))
                .containsOnly(
                        Map.entry("bars-message-servicerequest-request-validation", "servicerequest-request"),
                        Map.entry("bars-message-servicerequest-request-cancelled", "servicerequest-request"));
        assertThat(recognition.answered("a4t1"))
                .containsOnly(
                        Map.entry("bars-message-servicerequest-response-validation-interim", "servicerequest-response"),
                        Map.entry("bars-message-servicerequest-response-validation-full", "servicerequest-response"));
        assertThat(recognition.received("a9t9")).isEmpty();
        assertThat(recognition.answered("a9t9")).isEmpty();
        assertThat(recognition.useCases()).contains("a1t1", "a1t12", "a8t3", "referraltopharmacy");
        assertThat(recognition.application("a1t10")).isEqualTo("APP1");
        assertThat(recognition.application("a9t9")).isEmpty();
        assertThat(recognition.version("a4t1")).isNotEqualTo(recognition.version("a9t9"));
    }

    @Test
    void a_definition_is_known_by_each_of_its_names() {
        Recognition recognition = Recognition.load();
        String booking = "bars-message-booking-request";

        assertThat(recognition.definition("https://fhir.nhs.uk/MessageDefinition/" + booking))
                .contains(booking);
        assertThat(recognition.definition(booking + "|1.0.0")).contains(booking);
        assertThat(recognition.definition("|" + booking)).isEmpty();
        recognition.aliases().forEach((alias, name) -> assertThat(recognition.definition(alias))
                .contains(name));
    }
}
