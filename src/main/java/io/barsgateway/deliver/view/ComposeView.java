package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.outbox.Work;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * The view of a message: who, whom to call, what for, how urgent and when, where its original is, and which elements of the original are
 * not in it (docs/view.md, {@code bars/view.schema.json}). What is odd is left out and listed; nothing stops it. Of a refusal: why.
 */
@Component
public final class ComposeView {

    private static final String VERSION = "1.0";

    public byte[] compose(@Body Resource content, @Variable("work") Work work) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("version", VERSION)
                .put("reference", work.reference())
                .put("meaning", work.meaning().name());
        view.putObject("service").put("id", work.service().value());
        view.put("counterpart", work.counterpart().value());
        CarriedElements carried = new CarriedElements();
        parts(content, work, carried).forEach(part -> part.write(view));
        links(view.putObject("original"), content, work, carried);
        NotCarried notCarried = new NotCarried(carried);
        ArrayNode left = notCarried.of(original(work), content);
        ArrayNode warnings = view.putArray("warnings");
        work.warnings().lines().forEach(warnings::add);
        notCarried
                .modifiers()
                .forEach(path ->
                        warnings.add(path + " may change the meaning of what is in this view; read the original"));
        view.set("notCarried", left);
        return FhirJson.write(view);
    }

    private static List<ViewPart> parts(Resource content, Work work, CarriedElements carried) {
        ViewWriter writer = new ViewWriter(carried);
        if (content instanceof OperationOutcome outcome) {
            return List.of(new RefusalPart(outcome, writer));
        }
        if (!(content instanceof Bundle message)) {
            throw new IllegalArgumentException("No view is made of a " + content.fhirType());
        }
        Entries entries = new Entries(message, carried);
        Particulars particulars = new Particulars(writer, entries);
        return List.of(
                new HeaderPart(message, work.service(), writer, entries, particulars),
                new CasePart(work.service(), writer, entries, particulars),
                new PlanPart(writer, entries),
                new PatientPart(writer, entries, particulars),
                new SafetyPart(writer, entries),
                new PlacePart(writer, entries, particulars),
                new AppointmentPart(writer, entries, particulars),
                new EncounterPart(writer, entries),
                new ClinicalPart(writer, entries),
                new OthersPart(entries, particulars));
    }

    private static void links(ObjectNode view, Resource content, Work work, CarriedElements carried) {
        view.put("message", work.messageId().toString()).put("url", "/originals?message=" + work.messageId());
        if (content instanceof Bundle) {
            new ViewWriter(carried).id(view, "bundleId", content);
        }
        view.put("requestId", work.requestId()).put("correlationId", work.correlationId());
    }

    /** Its whole tree: HAPI drops what it does not know. */
    private static JsonNode original(Work work) {
        return switch (work.format()) {
            case JSON -> FhirJson.read(work.body().bytes());
            case XML -> FhirXml.read(work.body().bytes());
        };
    }
}
