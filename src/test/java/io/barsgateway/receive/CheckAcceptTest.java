package io.barsgateway.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What asks for something that we never write is refused, and nothing else. */
class CheckAcceptTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "application/fhir+json; version=1.0.0, , true",
                "'application/fhir+json; version=1.0.0', , true",
                "\"application/fhir+json; version=1.0.0\", , true",
                "application/fhir+json; version=\"1.9.0\", , true",
                "application/fhir+json; version=2.0.0, , false",
                "'application/fhir+json; version=2.0.0', , false",
                "text/html, , false",
                "text/html, json, true",
                "text/html, application/fhir+xml, true",
                "text/html, html, false",
                "*/*, , true",
                "``, , true"
            })
    void an_answer_can_be_written_or_not(String accept, String format, boolean isTaken) {
        Request request = new Request(
                "/metadata",
                Map.of("accept", List.of(accept)),
                format == null ? Map.of() : Map.of("_format", List.of(format)),
                new Original(new byte[0]));

        Fault refused = catchThrowableOfType(Fault.class, () -> new CheckAccept().check(request));

        assertThat(refused == null).isEqualTo(isTaken);
        assertThat(refused == null ? FaultCode.NOT_ACCEPTABLE : refused.code()).isEqualTo(FaultCode.NOT_ACCEPTABLE);
    }
}
