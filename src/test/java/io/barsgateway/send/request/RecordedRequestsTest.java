package io.barsgateway.send.request;

import static io.barsgateway.fixture.ShortRequest.aBooking;
import static io.barsgateway.fixture.ShortRequest.aBookingAt;
import static io.barsgateway.fixture.ShortRequest.aReferral;
import static io.barsgateway.fixture.ShortRequest.aValidation;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.Composed;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ShortRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests as a whole: what each short description becomes is kept as a file. */
class RecordedRequestsTest {

    private static final String EVERYTHING = """
            {"kind":"validation","useCase":"A4T1","version":"1.1.0","from":"2000099999","to":"https://example.nhs.uk/Id/site|7",
             "sender":{"odsCode":"X27","name":"Trust"},"receiver":{"odsCode":"X26","name":"Provider"},
             "practitioner":{"id":"000000000001","name":"Casey Caller"},
             "patient":{"nhsNumber":"9990000018","nhsNumberStatus":"number-present-but-not-traced","family":"Sampleton",
              "given":["Robin","Lee"],"birthDate":"1961-02-03","gender":"other",
              "address":{"line":["1 Example Street"],"postalCode":"ZZ99 3WZ"},
              "contacts":[{"rank":1,"phone":"01632 960001"},{"rank":2,"phone":"01632 960002","relationship":"MTH"}]},
             "case":"CAD-1001","caseSystem":"https://example.nhs.uk/Id/cad","journeyId":"journey-1","encounter":"in-progress",
             "dispositionTime":"2026-11-20T08:55:00Z",
             "occurrence":{"start":"2026-11-22T09:00:00Z","end":"2026-11-22T09:30:00Z"},
             "outcomes":[{"system":"https://example.nhs.uk/a","code":"C3"},
              {"system":"https://example.nhs.uk/a","code":"Dx","display":"See a person","text":"Both"},{"text":"Words"}],
             "location":{"uprn":"000000000001","name":"Bridge","address":{"city":"Example"},"position":{"longitude":-1.50,"latitude":53}},
             "sceneSafety":{"code":"U","text":"A dog"},"safeguarding":"See the note","condition":"Chest pain","task":"Ring back",
             "help":"An ambulance","linked":"Appointment/7"}""";

    private static final String UPDATE = """
            {"action":"update","reference":"REF","dispositionTime":"2026-11-20T08:55:00Z",
             "occurrence":{"start":"2026-11-22T09:00:00Z"},"outcomes":[{"system":"https://example.nhs.uk/a","code":"C3"},{"text":"Words"}],
             "location":{"uprn":"000000000001","position":{"longitude":-1.50,"latitude":53}},
             "sceneSafety":{"code":"U","text":"A dog"},"encounter":"finished"}""";

    private final ComposeRequest compose = Composers.at(Instant.parse("2026-11-20T09:00:00Z"));

    private static JsonNode json(String text) {
        return FhirJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> opened() {
        return Stream.of(
                Arguments.of("request-referral", aReferral()),
                Arguments.of("request-referral-of-application-8", aReferral().withUseCase("a8t1")),
                Arguments.of("request-referral-of-application-6", aReferral().withUseCase("a6t1")),
                Arguments.of("request-referral-without-number", aReferral().withoutNhsNumber()),
                Arguments.of("request-validation", aValidation()),
                Arguments.of("request-booking", aBooking().withPatient(Map.of("gender", "male"))),
                Arguments.of(
                        "request-booking-linked",
                        aBookingAt("Practitioner/casey", "HealthcareService/clinic")
                                .linkedTo("ServiceRequest/7")));
    }

    @ParameterizedTest
    @MethodSource("opened")
    void a_new_request_is_as_recorded(String name, ShortRequest request) {
        Composed.isAsBeforeButForIds(name, compose.open(request.json()).tree());
    }

    @Test
    void a_request_that_says_everything_is_as_recorded() {
        Composed.isAsBeforeButForIds(
                "request-everything", compose.open(json(EVERYTHING)).tree());
    }

    @Test
    void an_update_is_as_recorded() {
        MessageBundle held = compose.open(aValidation().json());
        Composed.isAsBeforeButForIds(
                "request-update", compose.change(held, json(UPDATE)).tree());
    }

    @Test
    void an_update_of_what_another_composed_is_as_recorded() {
        MessageBundle held = MessageBundle.of(Messages.validation());
        Composed.isAsBeforeButForIds(
                "request-update-of-another", compose.change(held, json(UPDATE)).tree());
    }

    static Stream<Arguments> cancelled() {
        return Stream.of(
                Arguments.of("request-cancel", aReferral()), Arguments.of("request-cancel-of-booking", aBooking()));
    }

    @ParameterizedTest
    @MethodSource("cancelled")
    void a_cancel_is_as_recorded(String name, ShortRequest opened) {
        JsonNode wish = json("{\"action\":\"cancel\",\"reference\":\"REF\",\"reason\":\"No longer needed\"}");
        Composed.isAsBeforeButForIds(
                name, compose.change(compose.open(opened.json()), wish).tree());
    }
}
