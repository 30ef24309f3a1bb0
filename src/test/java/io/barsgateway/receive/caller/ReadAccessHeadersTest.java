package io.barsgateway.receive.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAccessHeadersTest {

    private static final String ORGANISATION = "nhsd-end-user-organisation";

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static AccessHeaders read(Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new ReadAccessHeaders().read(new Request("/", lists, Map.of(), new Original(new byte[0])));
    }

    private static FaultCode refused(String header, String value) {
        return catchThrowableOfType(Fault.class, () -> read(Map.of(header, value)))
                .code();
    }

    @Test
    void the_ods_code_is_found_by_its_system_else_the_first() {
        assertThat(read(Map.of(
                                ORGANISATION,
                                base64(
                                        "{\"identifier\":[{\"system\":\"x\",\"value\":\"other\"},"
                                                + "{\"system\":\"https://fhir.nhs.uk/Id/ods-organization-code\",\"value\":\"X26\"}]}")))
                        .organisation())
                .isEqualTo("X26");
        assertThat(read(Map.of(ORGANISATION, base64("{\"identifier\":[{\"value\":\"A1B\"}]}")))
                        .organisation())
                .isEqualTo("A1B");
        assertThat(read(Map.of(ORGANISATION, base64("{}"))).organisation()).isEmpty();
    }

    @Test
    void headers_are_optional_and_recorded_as_they_came() {
        assertThat(read(Map.of())).isEqualTo(new AccessHeaders("", ""));
        assertThat(read(Map.of(ORGANISATION, " "))).isEqualTo(new AccessHeaders("", ""));
        String software = base64("{\"name\":\"s\"}");
        String practitioner = base64("{\"name\":\"p\"}");
        assertThat(read(Map.of("nhsd-requesting-software", software, "nhsd-requesting-practitioner", practitioner))
                        .headers())
                .isEqualTo("NHSD-Requesting-Software: " + software + "\nNHSD-Requesting-Practitioner: " + practitioner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "bm90IGpzb24=", "W10=", "InRleHQi"})
    void one_that_cannot_be_read_is_401_whichever_it_is(String value) {
        assertThat(refused(ORGANISATION, value)).isEqualTo(FaultCode.UNAUTHORIZED);
        assertThat(refused("nhsd-requesting-software", value)).isEqualTo(FaultCode.UNAUTHORIZED);
    }

    @Test
    void lengths_are_limited_exactly() {
        String code = "A".repeat(64);
        assertThat(read(Map.of(ORGANISATION, base64("{\"identifier\":[{\"value\":\"" + code + "\"}]}")))
                        .organisation())
                .isEqualTo(code);
        assertThat(refused(ORGANISATION, base64("{\"identifier\":[{\"value\":\"" + code + "A\"}]}")))
                .isEqualTo(FaultCode.UNAUTHORIZED);
        assertThat(refused(ORGANISATION, base64("{\"identifier\":{\"value\":[]}}")))
                .isEqualTo(FaultCode.UNAUTHORIZED);

        String longest = base64("{\"a\":\"" + "b".repeat(12_288 - 8) + "\"}");
        assertThat(longest).hasSize(16 * 1024);
        assertThat(read(Map.of(ORGANISATION, longest)).organisation()).isEmpty();
        assertThat(refused(ORGANISATION, longest + "AAAA")).isEqualTo(FaultCode.UNAUTHORIZED);
    }
}
