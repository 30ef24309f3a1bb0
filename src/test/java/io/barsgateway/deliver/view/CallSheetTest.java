package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fixture.Messages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whom to call and what to beware of, where the local system of a message is away. */
class CallSheetTest {

    private static CallSheet of(ObjectNode message) {
        return CallSheet.of(new Original(Messages.bytes(message)));
    }

    private static ObjectNode contact(int rank, String name, String phone) {
        ObjectNode contact = JsonNodeFactory.instance.objectNode();
        contact.putArray("extension")
                .addObject()
                .put("url", "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank")
                .put("valuePositiveInt", rank);
        contact.putObject("name").put("text", name);
        contact.putArray("telecom").addObject().put("system", "phone").put("value", phone);
        return contact;
    }

    @Test
    void the_contact_is_the_one_with_rank_one_wherever_it_stands() {
        ObjectNode message = Messages.validation();
        ArrayNode contacts = Messages.resource(message, "Patient").putArray("contact");
        contacts.add(contact(2, "Second Person", "01632 960002"));
        contacts.add(contact(1, "First Person", "01632 960001"));

        CallSheet sheet = of(message);

        assertThat(sheet.contact().path("name").asText()).isEqualTo("First Person");
        assertThat(sheet.contact().path("phones").path(0).path("value").asText())
                .isEqualTo("01632 960001");
    }

    @Test
    void a_value_that_is_wrong_hides_no_other() {
        ObjectNode message = Messages.validation();
        ObjectNode patient = Messages.resource(message, "Patient");
        patient.put("birthDate", "12th May 1980").put("gender", "Male");
        patient.putArray("contact").add(contact(1, "First Person", "01632 960001"));
        CallSheet as = of(Messages.validation());

        CallSheet sheet = of(message);

        assertThat(sheet.contact().path("name").asText()).isEqualTo("First Person");
        assertThat(sheet.scene()).isEqualTo(as.scene()).isNotEqualTo("unknown");
        assertThat(sheet.patient().path("name").asText())
                .isEqualTo(as.patient().path("name").asText())
                .isNotEmpty();
    }

    @Test
    void a_message_without_a_contact_or_a_flag_says_so() {
        ObjectNode message = Messages.referral();
        Messages.resource(message, "Patient").remove("contact");

        CallSheet sheet = of(message);

        assertThat(sheet.contact().path("name").asText()).isEmpty();
        assertThat(sheet.contact().path("phones")).isEmpty();
        assertThat(sheet.safeguarding()).isFalse();
    }

    @Test
    void what_cannot_be_read_hides_nothing_else() {
        CallSheet sheet = CallSheet.of(new Original("no FHIR".getBytes(StandardCharsets.UTF_8)));

        assertThat(sheet.scene()).isEqualTo("unknown");
        assertThat(sheet.patient().path("name").asText()).isEmpty();
        assertThat(sheet).asString().doesNotContain("no FHIR");
    }
}
