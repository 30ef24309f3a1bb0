package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.ResourceId;
import io.barsgateway.outbox.Work;
import io.barsgateway.send.proxy.ProxyReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The id that the Receiver gave to what we sent: that of the one open resource in its answer that was written, or starts, when
 * ours was, and is about our patient. Empty text where none is surely ours, since another's id would be worse than none; and
 * where the search itself failed.
 */
@Component
public final class ReadLost {

    private static final Logger log = LoggerFactory.getLogger(ReadLost.class);
    private static final Set<String> OPEN = Set.of("active", "on-hold", "draft", "booked", "pending", "arrived");

    public String read(@Variable("reply") @Nullable ProxyReply reply, @Variable("work") Work work) {
        String type = work.meaning().subjectType();
        String time = work.meaning().isBooking() ? "start" : "authoredOn";
        MessageBundle message = MessageBundle.of(FhirJson.read(work.body().bytes()));
        ObjectNode sent = message.first(type)
                .map(Entry::resource)
                .orElseThrow(() -> new IllegalStateException("What we sent has its subject"));
        List<String> ids = List.of();
        if (reply != null && reply.status() == 200 && reply.body().bytes().length > 0) {
            JsonNode found = AnyForm.read(reply.body().bytes());
            List<ObjectNode> resources = Tree.list(found, "entry").stream()
                    .flatMap(entry -> Tree.object(entry, "resource").stream())
                    .toList();
            boolean all = Tree.list(found, "link").stream()
                    .noneMatch(link -> link.path("relation").asText().equals("next"));
            SamePatient patient = SamePatient.of(message, found);
            ids = resources.stream()
                    .filter(resource ->
                            all && resource.path("resourceType").asText().equals(type))
                    .filter(resource -> OPEN.contains(resource.path("status").asText()))
                    .filter(resource -> sameTime(resource, sent, time))
                    .filter(patient::isSubjectOf)
                    .flatMap(resource -> ResourceId.of(resource).stream())
                    .distinct()
                    .toList();
        }
        if (ids.size() != 1) {
            log.warn(
                    "The answer to a request was lost; the search for it was answered {} with {} possible resources reference={}",
                    reply == null ? "nothing" : reply.status(),
                    ids.size(),
                    work.reference());
            return "";
        }
        return ids.get(0);
    }

    private static boolean sameTime(ObjectNode theirs, ObjectNode ours, String element) {
        Optional<Instant> own = Tree.text(ours, element).flatMap(Times::parse);
        return own.isPresent()
                && Tree.text(theirs, element).flatMap(Times::parse).equals(own);
    }
}
