package io.barsgateway.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

    @ParameterizedTest
    @ValueSource(strings = {"\\u0001", "\\u000b", "\\ufffe", "\\uFFFF", "\\ud800", "\\udc00x", "\ufffe"})
    void a_character_that_xml_cannot_carry_is_refused_by_its_path(String odd) {
        byte[] json = ("{\"a\":[{\"b\":\"x" + odd + "\"}]}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> FhirJson.read(json)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.INVALID);
            assertThat(fault.diagnostics()).contains("$.a[0].b");
        });
    }

    /** As UTF-16, with a NUL of two bytes, with half of a pair, as Latin-1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "007b002200610022003a00220062002200 7d",
                "fffe7b00220061002200 3a0022006200 22007d00",
                "7b2261223a22c080227d",
                "7b2261223a22eda080227d",
                "7b2261223a22e9227d"
            })
    void what_is_not_utf_8_is_refused(String hex) {
        byte[] json = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatThrownBy(() -> FhirJson.read(json)).isInstanceOf(Fault.class).hasNoCause();
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_document() {
        byte[] json = "\ufeff{\"a\":1}".getBytes(StandardCharsets.UTF_8);

        assertThat(FhirJson.read(json).path("a").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0009", "\\n", "\\u00e9", "\\ud83d\\ude00", "\ud83d\ude00", "\ufffd", "\ufdd0"})
    void any_other_character_is_kept(String character) {
        byte[] json = ("{\"a\":\"x" + character + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(FhirJson.read(FhirJson.write(FhirJson.read(json)))).isEqualTo(FhirJson.read(json));
    }
}
