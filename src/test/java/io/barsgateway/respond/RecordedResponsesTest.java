package io.barsgateway.respond;

import io.barsgateway.cases.HeldCase;
import io.barsgateway.fixture.Composed;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses as a whole: what each kind of report becomes is kept as a file. */
class RecordedResponsesTest {

    private static final String ARP = "https://fhir.nhs.uk/CodeSystem/arp-priority-codes";

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("response-interim", ComposeCase.validation(), "\"kind\":\"interim\",\"reason\":\"Begun\""),
                Arguments.of("response-full", ComposeCase.validation(), """
                        "kind":"full","actionRequired":true,"arp":"unchanged","reason":"Seen","outcomes":[{"text":"Words"},
                        {"system":"https://example.nhs.uk/a","code":"Dx","display":"See a person","text":"Both"}]"""),
                Arguments.of("response-full-with-ambulance", ComposeCase.validation(), """
                        "kind":"full","actionRequired":false,"arp":"upgraded","dispositionTime":"2026-11-20T09:40:00Z","itkCase":"ITK-7",
                        "finishedAt":"2026-11-20T09:45:00Z","outcomes":[{"system":"%s","code":"C2"}]""".formatted(ARP)),
                Arguments.of(
                        "response-rejected",
                        ComposeCase.validation(),
                        "\"kind\":\"rejected\",\"rejection\":\"OTH\",\"reason\":\"Not for us\""),
                Arguments.of(
                        "response-status", ComposeCase.ambulance(), "\"kind\":\"status\",\"status\":\"in-progress\""));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_response_is_as_recorded(String name, HeldCase held, String report) {
        Composed.isAsBeforeButForIds(
                name,
                ComposeCase.message(ComposeCase.compose(held, null, report, Map.of()))
                        .tree());
    }
}
