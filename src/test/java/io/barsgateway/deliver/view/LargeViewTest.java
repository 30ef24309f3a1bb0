package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
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
}
