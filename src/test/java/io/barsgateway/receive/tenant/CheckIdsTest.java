package io.barsgateway.receive.tenant;

import static io.barsgateway.fixture.PlainRequest.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.PlainRequest;
import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.service.ServicesProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ids of a request, or the exact refusal of the one that is missing or malformed. */
class CheckIdsTest {

    private static final String VALIDATION = "{\"code\":\"validation\"}";

    private final CheckIds check = new CheckIds(new Tenants(Properties.bind(
            "bars",
            ServicesProperties.class,
            Map.of(
                    "bars.services[0].id", FarSide.ANY,
                    "bars.services[0].use-cases", "all",
                    "bars.services[0].versions", "all",
                    "bars.services[1].id", FarSide.TOOL,
                    "bars.services[1].use-cases", "all",
                    "bars.services[1].versions", "all",
                    "bars.services[1].conformance", "tkw"))));

    private void assertRefused(PlainRequest request, FaultCode code, String words) {
        assertThatThrownBy(() -> check.check(request.read())).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.diagnostics()).isEqualTo(words);
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @Test
    void both_ids_are_kept_as_they_were_written() {
        assertThat(check.check(aRequest()
                        .withHeader("X-Request-Id", "ABCDEF00-1111-4111-8111-11111111111a")
                        .read()))
                .isEqualTo(new Ids("ABCDEF00-1111-4111-8111-11111111111a", "22222222-2222-4222-8222-222222222222"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Request-Id", "X-Correlation-Id"})
    void a_missing_id_is_named(String header) {
        assertRefused(aRequest().withHeader(header), FaultCode.REQUIRED, header + " is missing");
        assertRefused(aRequest().withHeader(header, " "), FaultCode.REQUIRED, header + " is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "11111111111141118111111111111111",
                "11111111-1111-4111-8111-11111111111g",
                "{11111111-1111-4111-8111-111111111111}",
                " 11111111-1111-4111-8111-111111111111",
                "11111111-1111-4111-8111-1111111111111"
            })
    void what_is_no_uuid_is_refused(String id) {
        assertRefused(aRequest().withHeader("X-Request-Id", id), FaultCode.VALUE, "X-Request-Id is not a UUID");
        assertRefused(aRequest().withHeader("X-Correlation-Id", id), FaultCode.VALUE, "X-Correlation-Id is not a UUID");
    }

    @Test
    void an_id_sent_twice_with_other_values_is_refused() {
        assertRefused(
                aRequest()
                        .withHeader(
                                "X-Request-Id",
                                "11111111-1111-4111-8111-111111111111",
                                "33333333-3333-4333-8333-333333333333"),
                FaultCode.VALUE,
                "X-Request-Id is sent more than once with different values");
    }

    @Test
    void the_tool_wants_invariant_for_a_malformed_id_of_a_validation_request() {
        PlainRequest malformed = aRequest().withHeader("X-Request-Id", "1").withBody(VALIDATION);

        assertRefused(malformed.to(FarSide.TOOL), FaultCode.INVARIANT, "X-Request-Id is not a UUID");
        assertRefused(malformed.to(FarSide.ANY), FaultCode.VALUE, "X-Request-Id is not a UUID");
        assertRefused(
                malformed.to(FarSide.TOOL).withBody("{\"code\":\"referral\"}"),
                FaultCode.VALUE,
                "X-Request-Id is not a UUID");
    }

    @Test
    void a_malformed_id_is_refused_before_the_target_is_known() {
        PlainRequest malformed = aRequest().withHeader("X-Request-Id", "1").withBody(VALIDATION);

        assertRefused(malformed.to("9"), FaultCode.VALUE, "X-Request-Id is not a UUID");
        assertRefused(malformed.withHeader("NHSD-Target-Identifier"), FaultCode.VALUE, "X-Request-Id is not a UUID");
        assertRefused(
                malformed.withHeader("NHSD-Target-Identifier", "?"), FaultCode.VALUE, "X-Request-Id is not a UUID");
    }

    @Test
    void a_missing_id_is_required_for_the_tool_too() {
        assertRefused(
                aRequest().to(FarSide.TOOL).withHeader("X-Request-Id").withBody(VALIDATION),
                FaultCode.REQUIRED,
                "X-Request-Id is missing");
    }
}
