package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OddMessages;
import io.barsgateway.fixture.OddMessages.Odd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A view says what its message says, and is made of whatever is FHIR: what is odd is left out and listed, and nothing stops it. */
class ComposeViewTest {

    private static JsonNode view(ObjectNode message) {
        return Views.of("NEW_VALIDATION", message, Format.JSON);
    }

    @Test
    void a_referral_says_who_for_whom_and_how_urgent() {
        JsonNode view = view(Messages.validation());

        assertThat(view.path("version").asText()).isEqualTo("1.0");
        assertThat(view.at("/category/code").asText()).isEqualTo("validation");
        assertThat(view.at("/useCase/code").asText()).isEqualTo("a4t1");
        assertThat(view.at("/useCase/display").asText()).isEqualTo("999 to CAS Validation");
        assertThat(view.at("/priority/code").asText()).isEqualTo("C3");
        assertThat(view.at("/outcomes/1/text").asText()).isEqualTo("Example triage summary, no real person");
        assertThat(view.at("/plan/status").asText()).isEqualTo("active");
        assertThat(view.at("/patient/nhsNumber").asText()).isEqualTo("9990000018");
        assertThat(view.at("/patient/nhsNumberStatus/code").asText()).isEqualTo("number-present-and-verified");
        assertThat(view.at("/patient/name/family").asText()).isEqualTo("Sampleton");
        assertThat(view.at("/contacts/0/phones/0/value").asText()).isEqualTo("01632 960001");
        assertThat(view.at("/service/name").asText()).isEqualTo("Example clinical assessment service");
        assertThat(view.at("/requester/practitioner/names/0/family").asText()).isEqualTo("Caller");
        assertThat(view.at("/requester/roles/0/organisation/odsCode").asText()).isEqualTo("X27");
        assertThat(view.path("journeyId").asText()).isEqualTo("EpisodeOfCare/6f0b2c3e-1d0a-4a55-9a57-0d6c1f0e7a11");
        assertThat(view.path("scene").asText()).isEqualTo("safe");
        assertThat(view.path("safeguarding").asBoolean()).isFalse();
        assertThat(view.at("/locations/0/uprn").asText()).isEqualTo("000000000001");
        assertThat(view.at("/locations/0/isIncident").asBoolean()).isTrue();
        assertThat(view.at("/consents/0/categories/0/code").asText()).isEqualTo("DRC");
    }

    @Test
    void times_are_in_utc_and_as_they_were_sent() {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "ServiceRequest").put("authoredOn", "2026-07-01T00:30:00.5+01:00");

        JsonNode view = view(message);

        assertThat(view.at("/request/authored/utc").asText()).isEqualTo("2026-06-30T23:30:00.500Z");
        assertThat(view.at("/request/authored/sent").asText()).isEqualTo("2026-07-01T00:30:00.5+01:00");
        assertThat(view.at("/consents/0/given").toString()).isEqualTo("{\"sent\":\"2026-11-20\"}");
    }

    /** Both have the same name here, and the wrong one comes first. */
    @Test
    void organisations_are_found_by_the_references_of_the_header() {
        ObjectNode message = Messages.validation();
        ArrayNode entries = (ArrayNode) message.path("entry");
        MessageBundle.of(message).all("Organization").forEach(one -> one.resource()
                .put("name", "The same"));
        entries.insert(1, entries.remove(entries.size() - 1));

        JsonNode view = view(message);

        assertThat(view.at("/sender/organisation/odsCode").asText()).isEqualTo("X27");
        assertThat(view.at("/requester/organisation/odsCode").asText()).isEqualTo("X27");
        assertThat(view.at("/receiver/organisation/odsCode").asText()).isEqualTo("X26");
        assertThat(view.at("/receiver/serviceId").asText()).isEqualTo("2000099999");
        assertThat(view.at("/sender/serviceId").asText()).isEqualTo("2000099001");
    }

    @Test
    void an_organisation_that_no_reference_leads_to_is_not_guessed() {
        ObjectNode message = Messages.validation();
        ((ObjectNode) MessageBundle.of(message).header().path("sender")).put("reference", "urn:uuid:none");

        assertThat(view(message).at("/sender").has("organisation")).isFalse();
    }

    @Test
    void contacts_and_their_phones_come_by_rank() {
        ObjectNode message = Messages.validation();
        ArrayNode contacts = (ArrayNode) Messages.resource(message, "Patient").path("contact");
        ObjectNode neighbour = contacts.get(0).deepCopy();
        ((ObjectNode) neighbour.at("/extension/0")).put("valuePositiveInt", 2);
        ((ObjectNode) neighbour.at("/telecom/0")).put("rank", 2);
        neighbour.withArray("telecom").addObject().put("value", "01632 960009").put("rank", 1);
        ObjectNode unranked = contacts.get(0).deepCopy();
        unranked.remove("extension");
        contacts.insert(0, unranked).insert(0, neighbour);

        JsonNode view = view(message);

        assertThat(view.at("/contacts/0/rank").asInt()).isEqualTo(1);
        assertThat(view.at("/contacts/1/rank").asInt()).isEqualTo(2);
        assertThat(view.at("/contacts/1/phones/0/value").asText()).isEqualTo("01632 960009");
        assertThat(view.at("/contacts/2").has("rank")).isFalse();
    }

    @Test
    void a_booking_has_its_slot_and_the_service_of_its_diary() {
        JsonNode view = Views.of("NEW_BOOKING", Messages.booking(), Format.XML);

        assertThat(view.at("/appointment/start/utc").asText()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(view.at("/appointment/status").asText()).isEqualTo("booked");
        assertThat(view.at("/appointment/slot/id").asText()).isEqualTo("0a0a0a0a-0000-4000-8000-000000000031");
        assertThat(view.at("/appointment/participants/0/type").asText()).isEqualTo("Patient");
        assertThat(view.at("/service/healthcareServiceId").asText()).isEqualTo("0a0a0a0a-0000-4000-8000-000000000003");
        assertThat(view.at("/useCase/code").asText()).isEqualTo("a1t1");
    }

    @Test
    void a_response_says_what_it_answers_and_how_it_ended() {
        JsonNode full = Views.of("FULL_RESPONSE", Responses.full(), Format.JSON);
        JsonNode rejection = Views.of("REJECTION", Responses.rejection(), Format.JSON);

        assertThat(full.at("/response/answers").asText()).isEqualTo("86e3371d-1c15-4862-9552-d9560f8292ba");
        assertThat(full.at("/response/code").asText()).isEqualTo("ok");
        assertThat(full.at("/plan/status").asText()).isEqualTo("completed");
        assertThat(full.at("/encounters/0/isFocus").asBoolean()).isFalse();
        assertThat(full.at("/encounters/1/isFocus").asBoolean()).isTrue();
        assertThat(full.at("/encounters/1/status").asText()).isEqualTo("finished");
        assertThat(full.path("requester").has("organisation"))
                .as("who answers did not ask")
                .isFalse();
        assertThat(rejection.at("/encounters/1/reasons/0/code").asText()).isEqualTo("OTH");
        assertThat(rejection.at("/encounters/1/reasons/0/text").asText()).isEqualTo("Nobody is here tonight");
    }

    @Test
    void a_scene_is_as_safe_as_the_worst_flag_says() {
        ObjectNode message = Messages.validation();
        assertThat(view(message).path("scene").asText()).isEqualTo("safe");
        ObjectNode flag = Messages.resource(message, "Flag");
        ArrayNode entries = (ArrayNode) message.path("entry");
        ObjectNode worse = flag.deepCopy();
        worse.putObject("code").put("text", "a weapon on scene");
        entries.insert(1, Messages.validation().objectNode().set("resource", worse));
        assertThat(view(message).path("scene").asText()).isEqualTo("unsafe");

        flag.remove(List.of("category", "code"));
        worse.remove(List.of("category", "code"));
        assertThat(view(message).path("scene").asText()).isEqualTo("unknown");
    }

    @Test
    void what_may_turn_the_meaning_is_a_warning() {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "ServiceRequest")
                .putArray("modifierExtension")
                .addObject()
                .put("url", "https://example.org/not-before-monday")
                .put("valueBoolean", true);

        JsonNode view = view(message);

        assertThat(view.at("/warnings/0").asText())
                .isEqualTo("Bundle.entry[1].resource.modifierExtension may change the meaning of what is in this view;"
                        + " read the original");
        assertThat(Elements.listed(view)).contains("Bundle.entry[1].resource.modifierExtension");
    }

    /** A second patient must not pass for the one whom the message is about. */
    @Test
    void a_patient_who_is_not_referred_to_is_listed_whole() {
        ObjectNode message = Messages.validation();
        ObjectNode other = Messages.resource(message, "Patient").deepCopy();
        ((ObjectNode) other.at("/name/0")).put("family", "Otherman");
        ArrayNode entries = (ArrayNode) message.path("entry");
        entries.insert(
                1,
                message.objectNode()
                        .put("fullUrl", "urn:uuid:00000099-0000-4000-8000-000000000000")
                        .set("resource", other));
        ((ObjectNode) Messages.resource(message, "Flag").path("subject"))
                .put("reference", "urn:uuid:00000099-0000-4000-8000-000000000000");

        JsonNode view = view(message);

        assertThat(view.at("/patient/name/family").asText()).isEqualTo("Sampleton");
        assertThat(view.at("/flags/0").has("about")).isFalse();
        assertThat(Elements.listed(view)).contains("Bundle.entry[1]");
        assertThat(Elements.lost(Elements.of(message), (ObjectNode) view)).isEmpty();
    }

    @Test
    void what_hapi_does_not_know_is_listed() {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "Patient")
                .put("heightInFeet", "six")
                .putObject("_birthDate")
                .putArray("extension")
                .addObject()
                .put("url", "http://hl7.org/fhir/StructureDefinition/patient-birthTime")
                .put("valueDateTime", "1961-02-03T04:05:00Z");

        JsonNode view = view(message);

        assertThat(view.at("/patient/birthDate").asText()).isEqualTo("1961-02-03");
        assertThat(Elements.listed(view))
                .contains("Bundle.entry[5].resource.heightInFeet", "Bundle.entry[5].resource.birthDate.extension")
                .doesNotContain("Bundle.entry[5].resource.birthDate");
    }

    @Test
    void a_refusal_says_why_and_nothing_of_a_case() {
        ObjectNode outcome = (ObjectNode) FhirJson.read("""
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"conflict","details":{"coding":[
                {"system":"https://fhir.nhs.uk/CodeSystem/http-error-codes","code":"REC_CONFLICT"}]},
                "diagnostics":"The slot is taken","expression":["Appointment.slot"]}],"meta":{"tag":[{"code":"x"}]}}
                """.getBytes(StandardCharsets.UTF_8));

        ObjectNode view = Views.of("REFUSED", outcome, Format.JSON);

        assertThat(view.at("/refused/issues/0/code").asText()).isEqualTo("conflict");
        assertThat(view.at("/refused/issues/0/details/code").asText()).isEqualTo("REC_CONFLICT");
        assertThat(view.at("/refused/issues/0/diagnostics").asText()).isEqualTo("The slot is taken");
        assertThat(view.has("scene")).isFalse();
        assertThat(Elements.listed(view)).containsExactly("OperationOutcome.meta");
        assertThat(Views.objections(view)).isEmpty();
        assertThat(Elements.lost(Elements.of(outcome), view)).isEmpty();
    }

    @Test
    void a_release_and_an_answer_have_the_view_of_their_message() {
        for (String meaning : List.of("RELEASED", "ANSWER")) {
            ObjectNode view = Views.of(meaning, Messages.booking(), Format.JSON);

            assertThat(Views.objections(view)).as(meaning).isEmpty();
            assertThat(view.path("meaning").asText()).isEqualTo(meaning);
            assertThat(view.at("/appointment/status").asText()).isEqualTo("booked");
        }
    }

    @Test
    void a_priority_without_a_code_is_left_out() {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "CarePlan").path("activity").forEach(activity -> activity.path(
                        "outcomeCodeableConcept")
                .forEach(outcome -> outcome.path("coding").forEach(coding -> {
                    ((ObjectNode) coding).remove("code");
                    ((ObjectNode) coding)
                            .putObject("_code")
                            .putArray("extension")
                            .addObject()
                            .put("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason")
                            .put("valueCode", "unknown");
                })));

        JsonNode view = view(message);

        assertThat(view.path("priority").isMissingNode()).isTrue();
        assertThat(view.at("/patient/name/family").asText()).isEqualTo("Sampleton");
    }

    @Test
    void thousands_of_odd_messages_have_a_view_each() {
        AtomicInteger count = new AtomicInteger();
        List<String> failed = new ArrayList<>();
        OddMessages.of(List.of(Messages.validation(), Messages.referral(), Messages.booking(), Responses.full()))
                .forEach(odd -> {
                    Format format = count.incrementAndGet() % 3 == 0 ? Format.XML : Format.JSON;
                    try {
                        ObjectNode view = Views.of("NEW_VALIDATION", odd.message(), format);
                        List<String> wrong = new ArrayList<>(Views.objections(view));
                        Elements.lost(Elements.of(odd.message()), view).forEach(path -> wrong.add("lost " + path));
                        if (!wrong.isEmpty()) {
                            failed.add(format + " " + odd.what() + ": " + wrong);
                        }
                    } catch (RuntimeException e) {
                        failed.add(format + " " + words(odd, e));
                    }
                });
        assertThat(failed).as(failed.size() + " of " + count).isEmpty();
        assertThat(count.get()).isGreaterThan(2000);
    }

    private static String words(Odd odd, RuntimeException e) {
        return odd.what() + ": " + e + " at " + e.getStackTrace()[0];
    }
}
