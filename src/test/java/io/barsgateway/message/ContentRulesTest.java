package io.barsgateway.message;

import static io.barsgateway.message.RuleRows.NOWHERE;
import static io.barsgateway.message.RuleRows.add;
import static io.barsgateway.message.RuleRows.again;
import static io.barsgateway.message.RuleRows.header;
import static io.barsgateway.message.RuleRows.response;
import static io.barsgateway.message.RuleRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.Messages;
import io.barsgateway.receive.Request;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of a message once it is known what it means. */
class ContentRulesTest {

    private final RuleRows rules = new RuleRows();

    static Stream<Arguments> contents() {
        return Stream.of(
                row("no definition", Messages.validation(), m -> header(m).remove("definition"), ""),
                row(
                        "a referral's definition",
                        Messages.validation(),
                        m -> header(m)
                                .put(
                                        "definition",
                                        Systems.DEFINITIONS + "bars-message-servicerequest-request-referral"),
                        "not the one of this event"),
                row(
                        "two ServiceRequests",
                        Messages.validation(),
                        m -> add(m, "ServiceRequest"),
                        "holds 2 ServiceRequest where 1..1"),
                row(
                        "two Encounters in a request",
                        Messages.validation(),
                        m -> add(m, "Encounter"),
                        "holds 2 Encounter where 1..1"),
                row("a second Consent", Messages.validation(), m -> again(m, "Consent"), ""),
                row(
                        "the focus on the Patient",
                        Messages.validation(),
                        m -> Changed.focusOnFirst("Patient", m),
                        "focus is not the ServiceRequest"),
                row(
                        "a request with the focus on its Encounter",
                        Messages.validation(),
                        m -> Changed.focusOnFirst("Encounter", m),
                        "focus is not the ServiceRequest"),
                row(
                        "a referral about nobody",
                        Messages.validation(),
                        m -> Messages.resource(m, "ServiceRequest")
                                .withObject("subject")
                                .put("reference", NOWHERE),
                        "ServiceRequest.subject.reference urn:uuid:none names no entry of the Bundle"),
                row(
                        "an Encounter of nobody",
                        Messages.validation(),
                        m -> Messages.resource(m, "Encounter")
                                .withObject("subject")
                                .put("reference", NOWHERE),
                        "Encounter.subject.reference urn:uuid:none names no entry of the Bundle"),
                row(
                        "a plan for nobody",
                        Messages.validation(),
                        m -> Messages.resource(m, "CarePlan")
                                .withObject("subject")
                                .put("reference", NOWHERE),
                        "CarePlan.subject.reference urn:uuid:none names no entry of the Bundle"),
                row(
                        "a plan of no Encounter",
                        Messages.validation(),
                        m -> Messages.resource(m, "CarePlan")
                                .withObject("encounter")
                                .put("reference", NOWHERE),
                        "CarePlan.encounter.reference urn:uuid:none names no entry of the Bundle"),
                row(
                        "the Journey ID, which is never in the Bundle",
                        Messages.validation(),
                        m -> Messages.resource(m, "Encounter")
                                .putArray("episodeOfCare")
                                .addObject()
                                .put("reference", NOWHERE),
                        ""),
                row("an interim", response("validation-interim"), m -> {}, ""),
                row(
                        "an interim with the focus on its ServiceRequest",
                        response("validation-interim"),
                        m -> Changed.focusOnFirst("ServiceRequest", m),
                        ""),
                row(
                        "a response that answers nothing",
                        response("validation-interim"),
                        m -> header(m).withObject("response").remove("identifier"),
                        "response.identifier is missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void each_rule_has_its_edge_and_its_words(
            String what, ObjectNode message, Map<String, String> settings, String words) {
        rules.holds(what, message, settings, words);
    }

    @Test
    void a_response_is_about_the_encounter_in_focus_else_the_last() {
        ObjectNode inFocus = response("validation-interim");
        ObjectNode last = Changed.focusOnFirst("ServiceRequest", response("validation-interim"));
        ObjectNode turned = Changed.focusOnFirst("Encounter", response("validation-interim"));

        Messages.resource(turned, "Encounter").put("status", "cancelled");

        assertThat(rules.check(inFocus, Map.of()).meaning()).isEqualTo(Meaning.INTERIM_RESPONSE);
        assertThat(rules.check(last, Map.of()).meaning()).isEqualTo(Meaning.INTERIM_RESPONSE);
        assertThat(rules.check(turned, Map.of()).meaning()).isEqualTo(Meaning.REJECTION);
    }

    @Test
    void a_broken_reference_that_nobody_follows_is_a_warning() {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "PractitionerRole")
                .withObject("organization")
                .put("reference", NOWHERE);
        Messages.resource(message, "ServiceRequest")
                .putArray("performer")
                .addObject()
                .put("reference", "urn:uuid:Smith, John");

        assertThat(rules.check(message, Map.of()).warnings())
                .containsExactlyInAnyOrder(
                        "PractitionerRole.organization.reference urn:uuid:none names no entry of the Bundle",
                        "ServiceRequest.performer[0].reference urn:uuid:(not a UUID) names no entry of the Bundle");
    }

    @Test
    void of_many_references_that_lead_nowhere_the_first_twenty_are_told() {
        ObjectNode message = Messages.validation();
        ObjectNode role = Messages.resource(message, "PractitionerRole");
        for (int i = 0; i < 30; i++) {
            role.withArray("Robin, 1 High Street").addObject().put("reference", NOWHERE);
        }

        assertThat(rules.check(message, Map.of()).warnings())
                .hasSize(21)
                .startsWith(
                        "PractitionerRole.Robin??1?High?Street[0].reference urn:uuid:none names no entry of the Bundle")
                .endsWith("and 10 more references that name no entry of the Bundle");
    }

    @Test
    void the_place_of_an_incident_may_dangle_where_there_is_one_only() {
        ObjectNode one = Messages.validation();
        Messages.resource(one, "ServiceRequest")
                .putArray("locationReference")
                .addObject()
                .put("reference", NOWHERE);

        assertThat(rules.check(one, Map.of()).warnings()).hasSize(1);
    }

    @Test
    void a_uuid_is_the_same_in_capitals() {
        ObjectNode message = Messages.validation();
        String subject = Messages.resource(message, "ServiceRequest")
                .path("subject")
                .path("reference")
                .asText();
        Messages.resource(message, "ServiceRequest")
                .withObject("subject")
                .put("reference", subject.toUpperCase(java.util.Locale.ROOT).replace("URN:UUID:", "urn:uuid:"));

        assertThat(rules.check(message, Map.of()).warnings()).isEmpty();
    }

    @Test
    void a_scene_flag_is_known_by_its_category_and_not_its_code() {
        ObjectNode message = Messages.validation();
        ObjectNode flag = Messages.resource(message, "Flag");
        flag.putObject("code").put("text", "a weapon on scene");

        assertThat(rules.check(message, Map.of()).meaning()).isEqualTo(Meaning.NEW_VALIDATION);
    }

    @Test
    void a_request_is_judged_by_the_encounter_that_it_names() {
        ObjectNode named = Messages.validation();
        ((ObjectNode) Messages.resource(named, "ServiceRequest").path("encounter")).put("reference", NOWHERE);

        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> rules.check(named, Map.of()))
                .satisfies(fault -> assertThat(fault.diagnostics()).contains("names no entry"));
        Messages.resource(named, "ServiceRequest").remove("encounter");
        assertThat(rules.check(named, Map.of()).meaning()).isEqualTo(Meaning.NEW_VALIDATION);
    }

    @Test
    void a_body_is_parsed_by_its_content_type() {
        ParseMessage parse = new ParseMessage();
        byte[] json = Messages.bytes(Messages.referral());
        byte[] xml = FhirXml.write(Messages.referral());

        assertThat(parse.parse(request("application/fhir+json; charset=utf-8", json))
                        .format())
                .isEqualTo(Format.JSON);
        ParsedMessage parsed = parse.parse(request("Application/FHIR+XML", xml));
        assertThat(parsed.format()).isEqualTo(Format.XML);
        assertThat(parsed.original().bytes()).isSameAs(xml);
        assertThat(parsed.bundle().first("ServiceRequest")).isPresent();
        for (String type : List.of("application/json", "application/xml", "")) {
            assertThatExceptionOfType(Fault.class)
                    .isThrownBy(() -> parse.parse(request(type, json)))
                    .satisfies(fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNSUPPORTED_MEDIA_TYPE));
        }
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> parse.parse(request(
                        "application/fhir+json",
                        Messages.bytes(Messages.referral().put("type", "collection")))))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(FaultCode.INVALID));
    }

    private static Request request(String type, byte[] body) {
        return new Request("/$process-message", Map.of("content-type", List.of(type)), Map.of(), new Original(body));
    }
}
