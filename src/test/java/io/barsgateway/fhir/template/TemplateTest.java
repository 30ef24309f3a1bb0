package io.barsgateway.fhir.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private final Template encounter = Template.named(
            "planned-encounter", "fullUrl", "id", "now", "referenceSystem", "reference", "subject", "episodeOfCare");

    @Test
    void a_hole_is_filled_with_a_text_or_an_element() {
        ObjectNode subject = (ObjectNode) FhirJson.read("{\"reference\":\"{x}\"}".getBytes(StandardCharsets.UTF_8));
        ObjectNode filled = encounter.with(Map.of("id", "1", "subject", subject));
        assertThat(filled.path("resource").path("id").asText()).isEqualTo("1");
        assertThat(filled.path("resource").path("subject")).isEqualTo(subject).isNotSameAs(subject);
    }

    @Test
    void what_has_no_value_or_becomes_empty_is_left_out() {
        ObjectNode resource = (ObjectNode) encounter.with(Map.of("id", "1")).path("resource");
        assertThat(resource.has("subject")).isFalse();
        assertThat(resource.has("identifier")).isFalse();
        assertThat(resource.has("period")).isFalse();
        assertThat(resource.path("status").asText()).isEqualTo("planned");
    }

    @Test
    void an_element_that_is_not_there_or_is_empty_is_no_value() {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        ObjectNode resource = (ObjectNode) encounter
                .with(Map.of("subject", said.path("subject"), "episodeOfCare", said.putArray("episodeOfCare")))
                .path("resource");
        assertThat(resource.has("subject")).isFalse();
        assertThat(resource.has("episodeOfCare")).isFalse();
    }

    @Test
    void words_around_a_hole_without_a_value_are_left_out_with_it() {
        ObjectNode filled = Template.named("diary/practitioner-role", "role", "now", "practitioner", "organisation")
                .with(Map.of("role", "1", "practitioner", "", "organisation", "2"));
        assertThat(filled.has("practitioner")).isFalse();
        assertThat(filled.path("organization").path("reference").asText()).isEqualTo("Organization/2");
    }

    @Test
    void empty_parts_of_an_inserted_element_are_left_out() {
        assertThat(
                        subject(
                                "{\"reference\":\"x\",\"display\":\"\",\"identifier\":{\"type\":{\"coding\":[{\"code\":\"\"}]}}}"))
                .isEqualTo(json("{\"reference\":\"x\"}"));
        assertThat(subject("[\"\",\"Robin\",null,{}]")).isEqualTo(json("[\"Robin\",null]"));
        assertThat(subject("[\"\"]").isMissingNode()).isTrue();
    }

    @Test
    void texts_that_have_extensions_beside_them_keep_their_numbers() {
        assertThat(subject("{\"line\":[\"\",\"1 High Street\"],\"_line\":[{\"id\":\"a\"},{}]}"))
                .isEqualTo(json("{\"line\":[null,\"1 High Street\"],\"_line\":[{\"id\":\"a\"},null]}"));
    }

    /** What the template makes of an element. */
    private JsonNode subject(String element) {
        return encounter.with(Map.of("subject", json(element))).path("resource").path("subject");
    }

    private static JsonNode json(String text) {
        return FhirJson.read(("{\"it\":" + text + "}").getBytes(StandardCharsets.UTF_8))
                .path("it");
    }

    @Test
    void an_element_that_is_a_number_or_a_list_stays_one() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode().add("one");
        ObjectNode resource = (ObjectNode) encounter
                .with(Map.of("subject", IntNode.valueOf(0), "episodeOfCare", list))
                .path("resource");
        assertThat(resource.path("subject")).isEqualTo(IntNode.valueOf(0));
        assertThat(resource.path("episodeOfCare")).isEqualTo(list);
    }

    @Test
    void a_list_and_the_members_of_an_object_keep_their_order() {
        ObjectNode filled = Template.named("cdss-extension", "software", "version")
                .with(Map.of("software", "one", "version", "two"));
        assertThat(filled.findValuesAsText("valueString")).containsExactly("one", "two");
        assertThat(filled.fieldNames()).toIterable().containsExactly("url", "extension");
    }

    @Test
    void each_filling_is_a_copy_of_its_own() {
        encounter.with(Map.of("id", "1")).put("fullUrl", "changed");
        assertThat(encounter.with(Map.of("id", "2")).path("fullUrl").asText()).isEmpty();
    }

    @Test
    void a_value_is_never_read_as_a_hole_or_as_an_expression() {
        ObjectNode filled = encounter.with(Map.of("id", "{now} $1 \\", "now", "then"));
        assertThat(filled.path("resource").path("id").asText()).isEqualTo("{now} $1 \\");
    }

    @Test
    void the_holes_of_a_template_are_checked_at_start() {
        assertThatThrownBy(() -> Template.named("cdss-extension", "software"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[software, version]");
        assertThatThrownBy(() -> Template.named("cdss-extension", "software", "version", "more"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Template.named("none")).isInstanceOf(IllegalStateException.class);
    }
}
