package io.barsgateway.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirJsonTest {

    @Test
    void every_digit_and_the_order_survive() {
        String json = "{\"z\":1.50,\"a\":0.1000000000000000055511151231257827,\"n\":[null,12345678901234567890]}";

        assertThat(new String(
                        FhirJson.write(FhirJson.read(json.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "Sampleton", "{\"a\":1,\"a\":2}", "{} {}", "{\"name\": Sampleton}", "[1e]"})
    void what_is_not_one_json_document_is_refused_without_quoting_it(String json) {
        assertThatThrownBy(() -> FhirJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Fault.class)
                .hasMessageNotContaining("Sampleton")
                .hasNoCause();
    }

    @Test
    void depth_and_digits_are_bounded() {
        assertThatThrownBy(() -> FhirJson.read("[".repeat(10_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> FhirJson.read("9".repeat(10_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Fault.class);
    }

    @Test
    void an_element_of_the_wrong_shape_is_named() {
        assertThatThrownBy(() ->
                        Tree.text(FhirJson.read("{\"status\":[\"x\"]}".getBytes(StandardCharsets.UTF_8)), "status"))
                .isInstanceOf(Fault.class)
                .hasMessage("The element status must be a string");
    }
}
