package io.barsgateway.cases.accept;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Our own Encounter in an answer: planned, class EMER, the case's reference, the same subject and Journey ID as the Sender's. */
@Component
final class PlannedEncounter {

    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Encounter";

    private final AcceptanceProperties properties;
    private final Clock clock;

    PlannedEncounter(AcceptanceProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Says what it is called in the Bundle. */
    String addTo(MessageBundle answer, StableIds ids) {
        String id = ids.get().toString();
        String fullUrl = "urn:uuid:" + ids.get();
        String reference = ids.reference();
        String now = Times.instant(clock.instant());

        ObjectNode entry = answer.tree().withArray("entry").addObject();
        entry.put("fullUrl", fullUrl);
        ObjectNode encounter = entry.putObject("resource");
        encounter.put("resourceType", "Encounter").put("id", id);
        encounter.putObject("meta").put("lastUpdated", now).putArray("profile").add(PROFILE);
        encounter
                .putArray("identifier")
                .addObject()
                .put("system", properties.referenceSystem())
                .put("value", reference);
        encounter.put("status", "planned");
        encounter
                .putObject("class")
                .put("system", Systems.ACT_CODE)
                .put("code", "EMER")
                .put("display", "emergency");
        Optional<Entry> request = answer.first("ServiceRequest");
        Optional<Entry> theirs = request.flatMap(found -> Tree.text(found.resource(), "encounter", "reference"))
                .flatMap(answer::resolve)
                .or(() -> answer.first("Encounter"));
        copy(theirs, "subject", encounter);
        if (!encounter.has("subject")) {
            copy(request, "subject", encounter);
        }
        copy(theirs, "episodeOfCare", encounter);
        encounter.putObject("period").put("start", now);
        return fullUrl;
    }

    private static void copy(Optional<Entry> from, String element, ObjectNode to) {
        from.filter(entry -> entry.resource().has(element))
                .ifPresent(
                        entry -> to.set(element, entry.resource().get(element).deepCopy()));
    }
}
