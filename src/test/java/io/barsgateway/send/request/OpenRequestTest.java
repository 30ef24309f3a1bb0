package io.barsgateway.send.request;

import static io.barsgateway.fixture.ShortRequest.aBooking;
import static io.barsgateway.fixture.ShortRequest.aReferral;
import static io.barsgateway.fixture.ShortRequest.aValidation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.ShortRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a short description of a new request becomes. */
class OpenRequestTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final String STAMP = "2026-11-20T09:00:00.0000000+00:00";

    private final ComposeRequest compose = Composers.at(NOW);

    private MessageBundle open(ShortRequest request) {
        return compose.open(request.json());
    }

    private static JsonNode first(MessageBundle message, String type) {
        return message.first(type).map(Entry::resource).orElseThrow();
    }

    private static List<String> types(MessageBundle message) {
        return message.entries().stream().map(Entry::type).toList();
    }

    /** The type of what an element refers to. */
    private static String referred(MessageBundle message, String type, String element) {
        String reference = first(message, type).at(element + "/reference").asText();
        return message.resolve(reference).map(Entry::type).orElse("nothing: " + reference);
    }

    static Stream<ShortRequest> everyKind() {
        return Stream.of(
                aReferral(),
                aReferral().withScene("U", "000000000001").withSafeguarding("Words"),
                aReferral().withCondition("Words").withTask("Words").withUseCase("a8t1"),
                aValidation(),
                aBooking());
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void every_reference_of_a_request_leads_to_a_resource_in_it(ShortRequest request) {
        MessageBundle message = open(request);

        List<String> references = message.tree().findValues("reference").stream()
                .map(JsonNode::asText)
                .filter(reference -> reference.startsWith("urn:uuid:"))
                .toList();
        assertThat(references).hasSizeGreaterThan(4).allSatisfy(reference -> assertThat(message.resolve(reference))
                .isPresent());
        assertThat(message.entries()).extracting(Entry::fullUrl).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void every_request_begins_with_its_header_and_says_from_where_to_where(ShortRequest request) {
        MessageBundle message = open(request);
        JsonNode header = message.header();

        assertThat(types(message).get(0)).isEqualTo("MessageHeader");
        assertThat(header.at("/source/endpoint").asText()).endsWith("|" + FarSide.ANY);
        assertThat(header.at("/destination/0/endpoint").asText()).endsWith("|" + FarSide.EXAMPLES);
        assertThat(header.at("/reason/coding/0/code").asText()).isEqualTo("new");
        assertThat(header.at("/meta/lastUpdated").asText()).isEqualTo(STAMP);
        assertThat(referred(message, "MessageHeader", "/sender")).isEqualTo("Organization");
        assertThat(referred(message, "MessageHeader", "/destination/0/receiver"))
                .isEqualTo("Organization");
    }

    @Test
    void a_referral_is_about_its_service_request() {
        MessageBundle message = open(aReferral());

        assertThat(referred(message, "MessageHeader", "/focus/0")).isEqualTo("ServiceRequest");
        assertThat(message.header().path("definition").asText())
                .endsWith("/bars-message-servicerequest-request-referral");
        assertThat(message.header().at("/eventCoding/code").asText()).isEqualTo("servicerequest-request");
        assertThat(first(message, "ServiceRequest").findValuesAsText("code")).containsExactly("referral", "a1t1");
        assertThat(first(message, "Encounter").path("status").asText()).isEqualTo("finished");
        assertThat(first(message, "CarePlan").path("status").asText()).isEqualTo("completed");
    }

    @Test
    void a_validation_asks_for_a_case_that_is_still_open() {
        MessageBundle message = open(aValidation());

        assertThat(message.header().path("definition").asText())
                .endsWith("/bars-message-servicerequest-request-validation");
        assertThat(first(message, "Encounter").path("status").asText()).isEqualTo("triaged");
        assertThat(first(message, "CarePlan").path("status").asText()).isEqualTo("active");
        assertThat(first(message, "ServiceRequest").has("occurrencePeriod")).isTrue();
        assertThat(referred(message, "Flag", "/subject")).isEqualTo("Location");
    }

    @Test
    void a_booking_is_about_an_appointment_in_the_slot_that_was_offered() {
        MessageBundle message = open(aBooking());
        JsonNode appointment = first(message, "Appointment");
        JsonNode slot = first(message, "Slot");

        assertThat(referred(message, "MessageHeader", "/focus/0")).isEqualTo("Appointment");
        assertThat(message.header().at("/eventCoding/code").asText()).isEqualTo("booking-request");
        assertThat(types(message)).doesNotContain("ServiceRequest");
        assertThat(slot.path("status").asText()).isEqualTo("busy");
        assertThat(appointment.path("start").asText())
                .isNotEmpty()
                .isEqualTo(slot.path("start").asText());
        assertThat(appointment.path("end").asText())
                .isNotEmpty()
                .isEqualTo(slot.path("end").asText());
        assertThat(referred(message, "Slot", "/schedule")).isEqualTo("Schedule");
        assertThat(referred(message, "Schedule", "/actor/0")).isEqualTo("HealthcareService");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HealthcareService/clinic",
                "urn:uuid:clinic",
                "urn:uuid:entry-3",
                "https://example.nhs.uk/HealthcareService/clinic"
            })
    void the_schedule_of_a_booking_names_the_service_that_goes_with_it(String actor) {
        MessageBundle message = open(ShortRequest.aBookingAt("Practitioner/casey", actor));

        assertThat(referred(message, "Schedule", "/actor/0")).isEqualTo("HealthcareService");
        assertThat(first(message, "Schedule").findValuesAsText("reference"))
                .hasSize(2)
                .contains("Practitioner/casey");
    }

    @ParameterizedTest
    @CsvSource({"a1t1, 2.1.0", "A1T1, 2.1.0", "a4t1, 2.0.0", "A4T1, 2.0.0", "A5t1, 1.2.0"})
    void a_request_names_the_current_version_of_its_use_case(String useCase, String version) {
        MessageBundle message = open(aReferral().withUseCase(useCase));

        assertThat(message.versionId()).contains(version);
        assertThat(first(message, "ServiceRequest").findValuesAsText("code"))
                .contains(useCase.toLowerCase(Locale.ROOT));
    }

    @Test
    void what_is_empty_is_as_what_is_not_said() {
        MessageBundle message =
                open(aReferral().withVersion("").withCaseSystem("").withJourneyId(""));

        assertThat(message.versionId()).contains("2.1.0");
        assertThat(first(message, "Encounter").at("/identifier/0/system").asText())
                .isEqualTo("https://bars-gateway.local/Id/local-case");
        assertThat(first(message, "Encounter").at("/episodeOfCare/0/reference").asText())
                .matches("EpisodeOfCare/[0-9a-f-]{36}");
    }

    @Test
    void an_empty_relationship_or_name_is_left_out_whole() {
        ObjectNode wish = (ObjectNode) aReferral().json();
        ObjectNode patient = wish.withObject("patient");
        patient.putArray("given").add("").add("Robin");
        patient.putArray("contacts")
                .addObject()
                .put("rank", 1)
                .put("phone", "01632 960001")
                .put("relationship", "");
        JsonNode sent = first(compose.open(wish), "Patient");

        assertThat(sent.path("contact").path(0).has("relationship")).isFalse();
        assertThat(sent.at("/name/0/given")).extracting(JsonNode::asText).containsExactly("Robin");
    }

    @Test
    void an_outcome_without_a_code_is_sent_in_words() {
        ObjectNode wish = (ObjectNode) aReferral().json();
        wish.putArray("outcomes")
                .addObject()
                .put("system", "https://example.nhs.uk/a")
                .put("code", "")
                .put("text", "Words");

        assertThat(first(compose.open(wish), "CarePlan").at("/activity/0/outcomeCodeableConcept/0"))
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("text", "Words"));
    }

    @Test
    void a_place_without_a_property_number_has_no_part_of_one() {
        assertThat(first(open(aReferral().withScene("U", "")), "Location").has("extension"))
                .isFalse();
    }

    @Test
    void a_version_that_is_asked_for_is_kept() {
        assertThat(open(aReferral().withVersion("1.2.3")).versionId()).contains("1.2.3");
    }

    @Test
    void what_is_not_said_is_not_in_the_message() {
        assertThat(types(open(aReferral()))).doesNotContain("Flag", "Location", "Condition", "Task", "Device");
    }

    @Test
    void what_is_said_has_a_resource_each() {
        MessageBundle message = open(aReferral()
                .withScene("U", "000000000001")
                .withSafeguarding("See the note")
                .withCondition("Chest pain")
                .withTask("Ring back")
                .withHelp("An ambulance"));

        assertThat(message.all("Flag"))
                .extracting(
                        flag -> flag.resource().at("/category/0/coding/0/code").asText())
                .containsExactlyInAnyOrder("SS", "SG");
        assertThat(first(message, "Location").findValuesAsText("valueString")).containsExactly("000000000001");
        assertThat(first(message, "Condition").at("/code/text").asText()).isEqualTo("Chest pain");
        assertThat(first(message, "Task").at("/code/text").asText()).isEqualTo("Ring back");
        assertThat(referred(message, "Task", "/focus")).isEqualTo("ServiceRequest");
        assertThat(first(message, "ServiceRequest").at("/category/0/text").asText())
                .isEqualTo("An ambulance");
        assertThat(referred(message, "ServiceRequest", "/locationReference/0")).isEqualTo("Location");
    }

    @Test
    void a_linked_case_is_named_by_a_referral_and_by_a_booking() {
        assertThat(first(open(aReferral().linkedTo("ServiceRequest/7")), "ServiceRequest")
                        .at("/supportingInfo/0/reference")
                        .asText())
                .isEqualTo("ServiceRequest/7");
        assertThat(first(open(aBooking().linkedTo("ServiceRequest/7")), "Appointment")
                        .at("/basedOn/0/reference")
                        .asText())
                .isEqualTo("ServiceRequest/7");
    }

    @ParameterizedTest
    @CsvSource({"a8t1, Device", "A8T1, Device", "a1t1, HealthcareService"})
    void a_broker_performs_in_application_eight_and_the_service_in_others(String useCase, String performer) {
        assertThat(referred(open(aReferral().withUseCase(useCase)), "ServiceRequest", "/performer/0"))
                .isEqualTo(performer);
    }

    @Test
    void between_ambulance_services_the_care_plan_stays_active() {
        assertThat(first(open(aReferral().withUseCase("a6t1")), "CarePlan")
                        .path("status")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    void a_patient_without_a_number_or_gender_is_sent_without() {
        JsonNode patient = first(open(aReferral().withoutNhsNumber()), "Patient");

        assertThat(patient.has("identifier")).isFalse();
        assertThat(patient.path("gender").asText()).isEqualTo("unknown");
    }

    @Test
    void what_is_said_of_the_patient_is_sent() {
        JsonNode patient = first(
                open(aReferral()
                        .withPatient(Map.of("gender", "female", "nhsNumberStatus", "number-present-not-traced"))),
                "Patient");

        assertThat(patient.at("/identifier/0/value").asText()).isEqualTo("9990000018");
        assertThat(patient.at("/identifier/0/extension/0/valueCodeableConcept/coding/0/code")
                        .asText())
                .isEqualTo("number-present-not-traced");
        assertThat(patient.path("gender").asText()).isEqualTo("female");
        assertThat(patient.at("/name/0/family").asText()).isEqualTo("Sampleton");
        assertThat(patient.at("/name/0/given/0").asText()).isEqualTo("Robin");
        assertThat(patient.at("/contact/0/telecom/0/value").asText()).isEqualTo("01632 960001");
    }
}
