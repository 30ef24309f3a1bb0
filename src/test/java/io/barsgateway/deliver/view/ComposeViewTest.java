package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OddMessages;
import io.barsgateway.fixture.OddMessages.Odd;
import io.barsgateway.fixture.Works;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;

/** A view is made of whatever is FHIR, however odd: what is odd is left out of it, and nothing stops it. */
class ComposeViewTest {

    private static final FhirContext FHIR = FhirContext.forR4();

    private final ComposeView composeView = new ComposeView();

    private static IParser parser(boolean xml) {
        return (xml ? FHIR.newXmlParser() : FHIR.newJsonParser())
                .setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
    }

    private JsonNode view(ObjectNode message, boolean xml) {
        byte[] bytes = xml ? FhirXml.write(message) : FhirJson.write(message);
        Bundle bundle = (Bundle) parser(xml).parseResource(new String(bytes, StandardCharsets.UTF_8));
        return FhirJson.read(composeView.compose(bundle, Works.of("NEW_VALIDATION", message)));
    }

    @Test
    void a_priority_without_a_code_is_left_out() {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "CarePlan").path("activity").forEach(activity -> activity.path(
                        "outcomeCodeableConcept")
                .forEach(outcome -> outcome.path("coding").forEach(coding -> {
                    ((ObjectNode) coding).remove("code");
                    ((ObjectNode) coding)
                            .putObject("_code")
                            .putArray("extension")
                            .addObject()
                            .put("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason")
                            .put("valueCode", "unknown");
                })));

        JsonNode view = view(message, false);

        assertThat(view.path("priority").isMissingNode()).isTrue();
        assertThat(view.path("patient").path("family").asText()).isEqualTo("Sampleton");
    }

    @Test
    void thousands_of_odd_messages_have_a_view_each() {
        AtomicInteger count = new AtomicInteger();
        List<String> failed = new ArrayList<>();
        OddMessages.of(List.of(Messages.validation(), Messages.referral(), Messages.booking()))
                .forEach(odd -> {
                    boolean xml = count.incrementAndGet() % 3 == 0;
                    try {
                        assertThat(view(odd.message(), xml)
                                        .path("original")
                                        .path("message")
                                        .asText())
                                .isNotEmpty();
                    } catch (RuntimeException e) {
                        failed.add((xml ? "XML " : "JSON ") + words(odd, e));
                    }
                });
        assertThat(failed).as(failed.size() + " of " + count).isEmpty();
        assertThat(count.get()).isGreaterThan(2000);
    }

    private static String words(Odd odd, RuntimeException e) {
        return odd.what() + ": " + e + " at " + e.getStackTrace()[0];
    }
}
