package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** No message makes a view that is many times its own size. */
class LargeViewTest {

    /** An organisation is shown wherever a reference leads to it; a large one that many lead to must not fill the memory. */
    @Test
    void what_many_references_lead_to_does_not_multiply() {
        ObjectNode message = Messages.validation();
        MessageBundle bundle = MessageBundle.of(message);
        bundle.all("Organization").forEach(one -> one.resource().put("name", "x".repeat(100_000)));
        ObjectNode role = Messages.resource(message, "PractitionerRole");
        for (int i = 0; i < 1000; i++) {
            message.withArray("entry").addObject().set("resource", role.deepCopy());
        }

        ObjectNode view = Views.of("NEW_VALIDATION", message, Format.JSON);

        assertThat(FhirJson.write(view).length).isLessThan(Messages.bytes(message).length + 2_000_000);
        assertThat(Elements.lost(Elements.of(message), view)).isEmpty();
        assertThat(Views.objections(view)).isEmpty();
    }

    /** Numbers and ids are repeated as texts are, and so is the object that each of them makes. */
    @Test
    void numbers_do_not_multiply_either() {
        ObjectNode message = Messages.validation();
        MessageBundle bundle = MessageBundle.of(message);
        bundle.all("Organization").forEach(one -> {
            ArrayNode telecoms = one.resource().putArray("telecom");
            for (int i = 0; i < 1000; i++) {
                telecoms.addObject().put("rank", 1);
            }
        });
        ObjectNode role = Messages.resource(message, "PractitionerRole");
        for (int i = 0; i < 1000; i++) {
            message.withArray("entry").addObject().set("resource", role.deepCopy());
        }

        ObjectNode view = Views.of("NEW_VALIDATION", message, Format.JSON);

        assertThat(FhirJson.write(view).length).isLessThan(Messages.bytes(message).length + 2_000_000);
        assertThat(Elements.lost(Elements.of(message), view)).isEmpty();
        assertThat(Views.objections(view)).isEmpty();
    }

    /** Text is made of the path of an element that is listed, and of no other; here that would be two gigabytes. */
    @Test
    void a_long_name_is_not_repeated_for_each_element_below_it() {
        ObjectNode message = Messages.validation();
        ArrayNode values = Messages.resource(message, "Patient").putArray("n".repeat(50_000));
        for (int i = 0; i < 49_000; i++) {
            values.add(1);
        }

        long before = allocated();
        ObjectNode view = Views.of("NEW_VALIDATION", message, Format.JSON);

        assertThat(allocated() - before).isLessThan(500_000_000);
        assertThat(view.findValuesAsText("element"))
                .filteredOn(element -> element.contains("nnn"))
                .singleElement()
                .satisfies(element -> assertThat(element).hasSizeLessThan(200));
    }

    /** HAPI passes over a resourceType where none belongs; it names what is listed below it. */
    @Test
    void a_long_type_is_not_repeated_either() {
        ObjectNode message = Messages.validation();
        ObjectNode name = (ObjectNode) Messages.resource(message, "Patient").at("/name/0");
        name.put("resourceType", "\ud83d\ude91".repeat(25_000));
        for (int i = 0; i < 1000; i++) {
            name.put("unknown" + i, 1);
        }

        ObjectNode view = Views.of("NEW_VALIDATION", message, Format.JSON);

        assertThat(FhirJson.write(view).length).isLessThan(2_000_000);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
