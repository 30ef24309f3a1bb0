package io.barsgateway.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.RowSample;
import io.barsgateway.fixture.StrictReader;
import io.barsgateway.fixture.XmlSchemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirXmlTest {

    private static JsonNode read(String xml) {
        return FhirXml.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_message_is_the_same_after_there_and_back() {
        JsonNode message = Messages.validation();

        assertThat(FhirXml.read(FhirXml.write(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @EnumSource
    void each_sample_survives_xml_and_back_and_its_xml_is_valid(RowSample sample) {
        JsonNode message = sample.message();
        byte[] xml = FhirXml.write(message);

        assertThat(FhirXml.read(xml)).isEqualTo(message);
        assertThat(XmlSchemas.objection(new String(xml, StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void every_message_of_ours_is_valid_by_the_schema_of_fhir() {
        for (JsonNode message : List.of(Messages.validation(), Messages.referral(), Messages.booking())) {
            assertThat(XmlSchemas.objection(new String(FhirXml.write(message), StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"resourceType":"Patient","id":"p","text":{"status":"empty","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\"></div>"},
                 "name":[{"family":"F","given":["G"],"text":"T","use":"official","extension":[{"url":"urn:x","valueCode":"y"}]}],
                 "communication":[{"preferred":true,"language":{"text":"English","coding":[{"code":"en","system":"urn:s"}]}}],
                 "maritalStatus":{"text":"t","coding":[{"display":"d","code":"c"}]}}""", """
                {"resourceType":"Questionnaire","status":"active","item":[{"type":"string","text":"Why?","linkId":"1","prefix":"1."}]}""", """
                {"resourceType":"QuestionnaireResponse","status":"completed","item":[{"text":"Why?","linkId":"1",
                 "answer":[{"valueString":"a"}]}]}""", """
                {"resourceType":"Observation","status":"final","code":{"text":"c"},"note":[{"text":"n","time":"2026-01-01"}],
                 "referenceRange":[{"text":"r","low":{"value":1.0,"unit":"u"}}]}""", """
                {"resourceType":"CarePlan","status":"active","intent":"plan","subject":{"reference":"urn:uuid:1"},
                 "activity":[{"outcomeCodeableConcept":[{"text":"t","coding":[{"code":"c"}]}],"detail":{"status":"completed",
                 "description":"d","code":{"text":"x"}}}]}"""})
    void elements_stand_in_the_order_of_their_own_type(String json) {
        JsonNode resource = FhirJson.read(json.getBytes(StandardCharsets.UTF_8));
        byte[] xml = FhirXml.write(resource);

        assertThat(XmlSchemas.objection(new String(xml, StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(FhirXml.read(xml)).isEqualTo(resource);
    }

    @Test
    void what_the_model_does_not_know_is_carried_all_the_same() {
        JsonNode patient = read("""
                <Patient xmlns="http://hl7.org/fhir"><active value="true"/><shoeSize value="7"/>\
                <multipleBirthInteger value="2"/><pet><name value="Rex"/></pet></Patient>""");

        assertThat(patient.path("active").asBoolean()).isTrue();
        assertThat(patient.path("multipleBirthInteger").isInt()).isTrue();
        assertThat(patient.path("shoeSize").asText()).isEqualTo("7");
        assertThat(patient.path("pet").path("name").asText()).isEqualTo("Rex");
    }

    @Test
    void what_hangs_on_a_primitive_and_the_narrative_survive() {
        String xml = """
                <Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>\
                <div xmlns="http://www.w3.org/1999/xhtml">A &amp; <b>b</b></div></text>\
                <name><given value="A"/><given value="B"><extension url="urn:x"><valueCode value="y"/></extension></given>\
                </name></Patient>""";
        JsonNode patient = read(xml);

        assertThat(patient.path("text").path("div").asText()).contains("A &amp; <b>b</b>");
        assertThat(patient.path("name")
                        .path(0)
                        .path("_given")
                        .path(1)
                        .path("extension")
                        .path(0)
                        .path("url")
                        .asText())
                .isEqualTo("urn:x");
        assertThat(FhirXml.read(FhirXml.write(patient))).isEqualTo(patient);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"resourceType":"Patient","_birthDate":{"extension":[{"url":"urn:x","valueCode":"unknown"}]}}""", """
                {"resourceType":"Patient","active":true,"_active":{"id":"a","extension":[{"url":"urn:x","valueBoolean":true}]}}""", """
                {"resourceType":"Patient","name":[{"given":[null,"B"],"_given":[{"extension":[{"url":"urn:x","valueInteger":1}]},null],
                 "_family":{"extension":[{"url":"urn:x","valueString":"y"}]}}]}""", """
                {"resourceType":"Patient","name":[{"_given":[{"extension":[{"url":"urn:x","valueString":"y"}]}]}]}""", """
                {"resourceType":"Patient","name":[{"given":["A",null,"C"],"_given":[null,{"id":"b"},{"id":"c"}]}]}"""})
    void a_primitive_without_a_value_keeps_what_hangs_on_it(String json) {
        JsonNode patient = FhirJson.read(json.getBytes(StandardCharsets.UTF_8));

        assertThat(FhirXml.read(FhirXml.write(patient))).isEqualTo(patient);
    }

    @Test
    void the_language_of_a_narrative_survives_both_ways() {
        String div = "<div xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"en-GB\" lang=\"en-GB\">One</div>";
        JsonNode patient = read("<Patient xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>" + div
                + "</text></Patient>");

        assertThat(patient.path("text").path("div").asText()).contains(" xml:lang=\"en-GB\"", " lang=\"en-GB\"");
        assertThat(FhirXml.read(FhirXml.write(patient))).isEqualTo(patient);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain < text", "<div>not closed", "", "<div>one</div><div>two</div>"})
    void a_narrative_that_is_no_xhtml_is_written_as_text(String div) {
        ObjectNode patient = JsonNodeFactory.instance.objectNode().put("resourceType", "Patient");
        patient.putObject("text").put("status", "generated").put("div", div);

        JsonNode read = FhirXml.read(FhirXml.write(patient));

        assertThat(read.path("text").path("div").asText()).startsWith("<div xmlns=");
        assertThat(new String(FhirXml.write(patient), StandardCharsets.UTF_8))
                .contains(div.replace("<", "&lt;").replace(">", "&gt;"));
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1, \u00e9, false", "ISO-8859-1, e, true", "utf-8, e, true", "windows-1252, e, true"})
    void another_encoding_is_read_where_it_can_only_mean_the_same(String declared, String letter, boolean isRead)
            throws Exception {
        byte[] xml = ("<?xml version=\"1.0\" encoding=\"" + declared
                        + "\"?><Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"" + letter
                        + "\"/></name></Patient>")
                .getBytes(declared);

        if (isRead) {
            assertThat(FhirXml.read(xml).findPath("family").asText()).isEqualTo(letter);
        } else {
            assertThatThrownBy(() -> FhirXml.read(xml)).isInstanceOf(Fault.class);
            byte[] asUtf8 = new String(xml, declared).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> FhirXml.read(asUtf8))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("encoding");
        }
    }

    /** Whatever is declared, nobody else could read it as we would. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "IBM037", "nonsense"})
    void an_encoding_without_the_letters_of_ascii_is_refused_and_counted(String declared) {
        byte[] xml = ("<?xml version=\"1.0\" encoding=\"" + declared + "\"?><Patient xmlns=\"http://hl7.org/fhir\">"
                        + "<a/>".repeat(200) + "</Patient>")
                .getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> FhirXml.read(xml)).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> DocumentSize.elements(xml, Format.XML, 100)).isInstanceOf(Fault.class);
    }

    @Test
    void an_attribute_of_what_holds_a_resource_does_no_harm() {
        JsonNode bundle = read(
                "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource id=\"x\"><Patient/></resource></entry></Bundle>");

        assertThat(bundle.findPath("resource").path("resourceType").asText()).isEqualTo("Patient");
    }

    @Test
    void line_ends_and_markup_in_a_text_survive_for_every_reader() {
        String odd = "one\ntwo\tthree\r\nfour & <five> \"six\" 'seven' \u2028 \uD83D\uDE91";
        JsonNode patient = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", "Patient")
                .set(
                        "name",
                        JsonNodeFactory.instance
                                .arrayNode()
                                .add(JsonNodeFactory.instance.objectNode().put("text", odd)));

        byte[] xml = FhirXml.write(patient);

        assertThat(FhirXml.read(xml)).isEqualTo(patient);
        Patient read = (Patient) StrictReader.read(Format.XML, new String(xml, StandardCharsets.UTF_8));
        assertThat(read.getNameFirstRep().getText()).isEqualTo(odd);
    }

    @Test
    void a_narrative_is_written_as_it_came() {
        String div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p class=\"a &amp; b\">One &amp; two &lt;3<br/>"
                + "\uD83D\uDE91</p><p></p><img src=\"#a\" alt=\"b\"/></div>";
        ObjectNode patient = JsonNodeFactory.instance.objectNode().put("resourceType", "Patient");
        patient.putObject("text").put("status", "generated").put("div", div);

        assertThat(FhirXml.read(FhirXml.write(patient))).isEqualTo(patient);
    }

    @Test
    void an_attachments_url_is_an_element_and_an_extensions_url_an_attribute() {
        JsonNode document = read("""
                <DocumentReference xmlns="http://hl7.org/fhir"><extension url="urn:x"><valueBoolean value="true"/></extension>\
                <content><attachment><url value="https://example.org/a"/></attachment></content></DocumentReference>""");

        String written = new String(FhirXml.write(document), StandardCharsets.UTF_8);

        assertThat(written).contains("<extension url=\"urn:x\">", "<url value=\"https://example.org/a\"/>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"&e;\"/></Bundle>",
                "<!DOCTYPE Bundle><Bundle xmlns=\"http://hl7.org/fhir\"/>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><id value=\"Sampleton\"",
                "<Bundle/>",
                "<Bundle xmlns=\"http://hl7.org/fhir\">Sampleton</Bundle>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"Sampleton\"/></Patient>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><multipleBirthInteger value=\"Sampleton\"/></Patient>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/><active value=\"false\"/></Patient>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource><Patient/><Patient/></resource></entry></Bundle>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource><id value=\"1\"/><Patient/></resource></entry></Bundle>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource><Patient/><id value=\"1\"/></resource></entry></Bundle>",
                "<Bundle xmlns=\"http://hl7.org/fhir\"><entry><resource>Sampleton<Patient/></resource></entry></Bundle>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><text><div xmlns=\"http://www.w3.org/1999/xhtml\">a</div><div xmlns=\"http://www.w3.org/1999/xhtml\">b</div></text></Patient>",
                ""
            })
    void what_is_not_fhir_xml_is_refused_without_quoting_it(String xml) {
        assertThatThrownBy(() -> read(xml))
                .isInstanceOf(Fault.class)
                .hasMessageNotContaining("Sampleton")
                .hasMessageNotContaining("hostname");
    }

    @Test
    void depth_is_bounded() {
        String deep = "<extension url=\"u\">".repeat(5000);

        assertThatThrownBy(() -> read("<Patient xmlns=\"http://hl7.org/fhir\">" + deep))
                .isInstanceOf(Fault.class);
    }
}
