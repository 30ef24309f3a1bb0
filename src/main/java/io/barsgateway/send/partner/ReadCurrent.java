package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.outbox.CannotSucceed;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is to be changed at the target is still active or booked there; else the change is not sent (bars-workflows 2.4, 2.5). */
@Component
public final class ReadCurrent {

    private static final Set<String> OPEN = Set.of("active", "on-hold", "booked");

    public void read(
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Body byte @Nullable [] body,
            @Variable("readPath") String path) {
        JsonNode current = TargetAnswer.resource(status, body, path.substring(0, path.indexOf('/')), "/" + path);
        String found = current.path("status").asText();
        if (!OPEN.contains(found)) {
            throw new CannotSucceed(
                    "it is " + found.replaceAll("[^a-z-]", "?") + " at the target and cannot be changed");
        }
    }
}
