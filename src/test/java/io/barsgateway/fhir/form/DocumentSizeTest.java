package io.barsgateway.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentSizeTest {

    private static final String OPEN = "<Bundle xmlns=\"http://hl7.org/fhir\">";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int json(String text, int most) {
        return DocumentSize.elements(bytes(text), Format.JSON, most);
    }

    private static int xml(String text, int most) {
        return DocumentSize.elements(bytes(text), Format.XML, most);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|1", "[]|1", "[[],{}]|3", "{\"a\":{\"b\":[1,null,\"x\"]}}|6", "[1,2|3", "[1,}|2", "|0"})
    void a_broken_document_is_counted_as_far_as_it_can_be_read(String text, int count) {
        assertThat(json(text == null ? "" : text, 100)).isEqualTo(count);
    }

    @Test
    void elements_and_attributes_are_counted() {
        assertThat(xml(OPEN + "<id value=\"1\"/><entry/></Bundle>", 100)).isEqualTo(4);
        assertThat(xml(OPEN + "<id value=\"1\"/><entry>", 100)).isEqualTo(4);
        assertThat(xml("no xml", 100)).isZero();
    }

    @Test
    void one_element_more_than_the_bound_is_413() {
        assertThat(json("[1,2,3]", 4)).isEqualTo(4);
        assertThatThrownBy(() -> json("[1,2,3]", 3)).satisfies(DocumentSizeTest::isTooLong);
        assertThatThrownBy(() -> xml(OPEN + "<a/><b c=\"1\"/></Bundle>", 3)).satisfies(DocumentSizeTest::isTooLong);
    }

    @Test
    void one_level_more_than_the_bound_is_413() {
        int most = DocumentSize.DEPTH;
        assertThat(json("[".repeat(most) + "]".repeat(most), 1_000)).isEqualTo(most);
        assertThatThrownBy(() -> json("[".repeat(most + 1) + "]".repeat(most + 1), 1_000))
                .satisfies(DocumentSizeTest::isTooLong);
        assertThatThrownBy(() -> json("{\"a\":".repeat(20_000), 1_000)).satisfies(DocumentSizeTest::isTooLong);
        assertThat(xml(deep(most), 1_000)).isEqualTo(most);
        assertThatThrownBy(() -> xml(deep(most + 1), 1_000)).satisfies(DocumentSizeTest::isTooLong);
    }

    @Test
    void the_deepest_accepted_xml_can_be_read_back_as_json() {
        String levels = "<extension>".repeat(DocumentSize.DEPTH - 1) + "</extension>".repeat(DocumentSize.DEPTH - 1);
        JsonNode tree = FhirXml.read(bytes(OPEN + levels + "</Bundle>"));

        assertThat(FhirJson.read(FhirJson.write(tree))).isEqualTo(tree);
    }

    private static String deep(int levels) {
        return OPEN + "<a>".repeat(levels - 1) + "</a>".repeat(levels - 1) + "</Bundle>";
    }

    private static void isTooLong(Throwable failure) {
        assertThat(failure).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                .isEqualTo(FaultCode.TOO_LONG));
    }
}
