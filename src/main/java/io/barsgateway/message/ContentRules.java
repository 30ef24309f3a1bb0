package io.barsgateway.message;

import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.message.Recognition.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a message must be built once we know what it means (docs/conformance.md, P5.2 and W4.3). */
final class ContentRules {

    /** Both Encounters travel in these, though their MessageDefinitions allow one. */
    private static final Set<Meaning> MAY_HOLD_OURS_TOO = Set.of(Meaning.UPDATE, Meaning.SAFEGUARDING_DNA);

    private ContentRules() {}

    /** Objections to its definition, to how many of each resource it holds, to what it points at. */
    static List<Issue> objections(MessageBundle bundle, Row row, Recognition recognition, References references) {
        List<Issue> objections = new ArrayList<>();
        citesItsOwnDefinition(bundle, row, recognition).ifPresent(objections::add);
        objections.addAll(holdsItsResources(bundle, row, recognition));
        pointsAtWhatItIsAbout(bundle, row).ifPresent(objections::add);
        if (row.means().isResponse()) {
            namesWhatItAnswers(bundle).ifPresent(objections::add);
        }
        if (row.means().isNew()) {
            references.broken().forEach(broken -> objections.add(new Issue(FaultCode.INVARIANT, broken)));
        }
        return objections;
    }

    /** A cancel may be cut down, or the whole request again under its own definition. */
    static Optional<Issue> citesItsOwnDefinition(MessageBundle bundle, Row row, Recognition recognition) {
        Optional<String> cited = Tree.text(bundle.header(), "definition").flatMap(recognition::definition);
        return MessageRules.invariant(
                row.means().isCancel() || cited.isEmpty() || cited.get().equals(row.definition()),
                "MessageHeader.definition is not the one of this event, reason and status, which is " + row.definition()
                        + "; it is " + Stated.value(cited.orElse("")));
    }

    /** Held to the counts of its MessageDefinition, as far as they are kept on the wire (docs/conformance.md, W4.3). */
    static List<Issue> holdsItsResources(MessageBundle bundle, Row row, Recognition recognition) {
        List<Issue> objections = new ArrayList<>();
        for (Map.Entry<String, String> count : recognition
                .definitions()
                .getOrDefault(row.definition(), Map.of())
                .entrySet()) {
            String type = count.getKey();
            String[] bounds = count.getValue().split("\\.\\.", -1);
            int held = bundle.all(type).size();
            boolean bounded = !bounds[1].equals("*")
                    && !row.means().isCancel()
                    && !(type.equals("Encounter") && MAY_HOLD_OURS_TOO.contains(row.means()));
            MessageRules.invariant(
                            held >= Integer.parseInt(bounds[0]) && (!bounded || held <= Integer.parseInt(bounds[1])),
                            "Bundle.entry: It holds " + held + " " + type + " where " + count.getValue() + " belong")
                    .ifPresent(objections::add);
        }
        return objections;
    }

    /** A request is about its ServiceRequest or Appointment, a response about that or our Encounter. */
    static Optional<Issue> pointsAtWhatItIsAbout(MessageBundle bundle, Row row) {
        String subject = row.means().isBooking() ? "Appointment" : "ServiceRequest";
        String focus = bundle.focus().map(Entry::type).orElse("");
        return MessageRules.invariant(
                focus.equals(subject) || (row.means().isResponse() && focus.equals("Encounter")),
                "MessageHeader.focus is not the " + subject + " of this event; it names a " + Stated.value(focus));
    }

    static Optional<Issue> namesWhatItAnswers(MessageBundle bundle) {
        return MessageRules.invariant(
                Tree.text(bundle.header(), "response", "identifier").isPresent(),
                "MessageHeader.response.identifier is missing");
    }
}
