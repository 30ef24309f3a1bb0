package io.barsgateway.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.delivery.TryAgain;
import io.barsgateway.fault.Fault;
import io.barsgateway.fhir.AnyForm;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.work.Work;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The id that the Receiver gave to what we sent: that of the one resource in its answer that was written, or starts, when ours
 * was. Empty text where there is none or more than one, since another's id would be worse than none.
 */
@Component
public final class ReadLost {

    private static final Logger log = LoggerFactory.getLogger(ReadLost.class);
    private static final Set<Integer> PATIENCE = Set.of(408, 425, 429, 500, 502, 503, 504);

    public String read(
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Body byte @Nullable [] body,
            @Variable("work") Work work) {
        if (PATIENCE.contains(status)) {
            throw new TryAgain("the proxy answered " + status + " to a search for what was sent");
        }
        boolean booking = work.meaning().endsWith("BOOKING");
        String type = booking ? "Appointment" : "ServiceRequest";
        String time = booking ? "start" : "authoredOn";
        ObjectNode sent = MessageBundle.of(FhirJson.read(work.body().bytes()))
                .first(type)
                .map(Entry::resource)
                .orElseThrow(() -> new IllegalStateException("What we sent has its subject"));
        List<String> ids = Tree.list(searchset(status, body), "entry").stream()
                .flatMap(entry -> Tree.object(entry, "resource").stream())
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .filter(resource -> sameTime(resource, sent, time))
                .flatMap(resource -> Tree.text(resource, "id").stream())
                .distinct()
                .toList();
        if (ids.size() != 1) {
            log.warn(
                    "The answer to a request was lost, and {} resources of the Receiver may be it reference={}",
                    ids.size(),
                    work.reference());
            return "";
        }
        return ids.get(0);
    }

    private static JsonNode searchset(int status, byte @Nullable [] body) {
        try {
            return AnyForm.read(
                    status == 200 && body != null ? body : "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (Fault notFhir) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
    }

    private static boolean sameTime(ObjectNode theirs, ObjectNode ours, String element) {
        Optional<java.time.Instant> own = Tree.text(ours, element).flatMap(Times::parse);
        return own.isPresent()
                && Tree.text(theirs, element).flatMap(Times::parse).equals(own);
    }
}
