package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;

/** {@code journeyId} and {@code encounters}: the contacts of each side with the patient, under the references that people tell each other. */
final class EncounterPart implements ViewPart {

    private final ViewWriter writer;
    private final Entries entries;

    EncounterPart(ViewWriter writer, Entries entries) {
        this.writer = writer;
        this.entries = entries;
    }

    @Override
    public void write(ObjectNode view) {
        List<Encounter> encounters = entries.all(Encounter.class);
        encounters.stream()
                .flatMap(encounter -> encounter.getEpisodeOfCare().stream())
                .map(Reference::getReferenceElement_)
                .filter(journey -> journey.hasValue())
                .limit(1)
                .forEach(journey -> writer.text(view, "journeyId", journey));
        List<Encounter> about = entries.header().stream()
                .flatMap(header -> entries.behind(header.getFocus(), Encounter.class).stream())
                .toList();
        List<Encounter> raised = entries.all(CarePlan.class).stream()
                .flatMap(plan -> plan.getActivity().stream())
                .flatMap(activity -> entries.behind(activity.getOutcomeReference(), Encounter.class).stream())
                .toList();
        view.set("encounters", ViewWriter.objects(encounters, (node, encounter) -> {
            encounter(node, encounter);
            node.put("isFocus", isAmong(about, encounter));
            node.put("isOutcome", isAmong(raised, encounter));
        }));
    }

    private static boolean isAmong(List<Encounter> some, Encounter encounter) {
        return some.stream().anyMatch(one -> one == encounter);
    }

    private void encounter(ObjectNode view, Encounter encounter) {
        writer.id(view, "id", encounter);
        writer.identifiers(view, "identifiers", encounter.getIdentifier());
        writer.text(view, "status", encounter.getStatusElement());
        writer.coding(view, "class", encounter.getClass_());
        writer.period(view, "start", "end", encounter.getPeriod());
        writer.concepts(view, "reasons", encounter.getReasonCode());
        CasePart.linked(writer, view, encounter.getReasonReference());
        writer.texts(
                view,
                "journeyIds",
                encounter.getEpisodeOfCare().stream()
                        .map(Reference::getReferenceElement_)
                        .toList());
        ViewWriter.objects(view, "statusHistory", encounter.getStatusHistory(), (earlier, history) -> {
            writer.text(earlier, "status", history.getStatusElement());
            writer.period(earlier, "start", "end", history.getPeriod());
        });
    }
}
