package io.barsgateway.cases.accept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.template.Template;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Our own Encounter in an answer: planned, class EMER, the case's reference, the same subject and Journey ID as the Sender's. */
@Component
final class PlannedEncounter {

    private static final Template ENTRY = Template.named(
            "planned-encounter", "fullUrl", "id", "now", "referenceSystem", "reference", "subject", "episodeOfCare");

    private static final JsonNode NONE = JsonNodeFactory.instance.objectNode();

    private final AcceptanceProperties properties;
    private final Clock clock;

    PlannedEncounter(AcceptanceProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Says what it is called in the Bundle. */
    String addTo(MessageBundle answer, StableIds ids) {
        Optional<Entry> request = answer.first("ServiceRequest");
        Optional<Entry> theirs = request.flatMap(found -> Tree.text(found.resource(), "encounter", "reference"))
                .flatMap(answer::resolve)
                .or(() -> answer.first("Encounter"));
        String id = ids.get().toString();
        String fullUrl = "urn:uuid:" + ids.get();
        answer.tree()
                .withArray("entry")
                .add(ENTRY.with(Map.of(
                        "fullUrl", fullUrl,
                        "id", id,
                        "now", Times.instant(clock.instant()),
                        "referenceSystem", properties.referenceSystem(),
                        "reference", ids.reference(),
                        "subject",
                                element(theirs, "subject")
                                        .or(() -> element(request, "subject"))
                                        .orElse(NONE),
                        "episodeOfCare", element(theirs, "episodeOfCare").orElse(NONE))));
        return fullUrl;
    }

    private static Optional<JsonNode> element(Optional<Entry> from, String name) {
        return from.map(entry -> entry.resource().path(name)).filter(element -> !element.isMissingNode());
    }
}
