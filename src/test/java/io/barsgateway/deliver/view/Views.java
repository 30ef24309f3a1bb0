package io.barsgateway.deliver.view;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.Work;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Resource;

/** Views made as routes/45-view.yaml has them made, and the schema that each must meet. */
final class Views {

    private static final FhirContext FHIR = FhirContext.forR4();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Objects.requireNonNull(Views.class.getResourceAsStream("/bars/view.schema.json")));

    private Views() {}

    /** The view of a message that came in that format. */
    static ObjectNode of(String meaning, JsonNode message, Format format) {
        return of(Works.received(meaning, message, format));
    }

    static ObjectNode of(Work work) {
        return (ObjectNode) FhirJson.read(new ComposeView().compose(parsed(work), work));
    }

    static Resource parsed(Work work) {
        IParser parser = work.format() == Format.XML ? FHIR.newXmlParser() : FHIR.newJsonParser();
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        parser.setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
        return (Resource) parser.parseResource(new String(work.body().bytes(), StandardCharsets.UTF_8));
    }

    /** What the schema has against a view; empty where it is valid. */
    static List<String> objections(JsonNode view) {
        return SCHEMA.validate(view).stream().map(ValidationMessage::toString).toList();
    }
}
