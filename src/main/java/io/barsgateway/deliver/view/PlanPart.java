package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * {@code priority}, {@code outcomes} and {@code plan}: what the triage came to. Of the CarePlan that the ServiceRequest is based on; of each one where it
 * does not say.
 */
final class PlanPart implements ViewPart {

    private static final String ARP = "https://fhir.nhs.uk/CodeSystem/arp-priority-codes";

    private final ViewWriter writer;
    private final Entries entries;

    PlanPart(ViewWriter writer, Entries entries) {
        this.writer = writer;
        this.entries = entries;
    }

    @Override
    public void write(ObjectNode view) {
        List<CarePlan> plans = plans();
        List<CodeableConcept> outcomes = plans.stream()
                .flatMap(plan -> plan.getActivity().stream())
                .flatMap(activity -> activity.getOutcomeCodeableConcept().stream())
                .toList();
        outcomes.stream()
                .flatMap(outcome -> outcome.getCoding().stream())
                .filter(PlanPart::isPriority)
                .limit(1)
                .forEach(priority -> writer.coding(view, "priority", priority));
        view.set("outcomes", ViewWriter.objects(outcomes, writer::concept));
        plans.stream().limit(1).forEach(plan -> ViewWriter.object(view, "plan", node -> plan(node, plan)));
    }

    private List<CarePlan> plans() {
        List<CarePlan> based = entries.focus(ServiceRequest.class).stream()
                .flatMap(request -> entries.behind(request.getBasedOn(), CarePlan.class).stream())
                .toList();
        return based.isEmpty() ? entries.all(CarePlan.class) : based;
    }

    private static boolean isPriority(Coding coding) {
        return ViewWriter.isOf(coding.getSystemElement(), ARP)
                && coding.getCodeElement().hasValue();
    }

    private void plan(ObjectNode view, CarePlan plan) {
        writer.id(view, "id", plan);
        writer.text(view, "status", plan.getStatusElement());
        writer.text(view, "intent", plan.getIntentElement());
        writer.text(view, "title", plan.getTitleElement());
        writer.text(view, "description", plan.getDescriptionElement());
        writer.period(view, "start", "end", plan.getPeriod());
        ViewWriter.objects(
                view, "notes", plan.getNote(), (note, from) -> writer.text(note, "text", from.getTextElement()));
        CasePart.linked(writer, view, plan.getSupportingInfo());
    }
}
