package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.send.proxy.ProxyCall;
import io.barsgateway.send.proxy.ProxyReply;
import java.util.Set;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * What is to be changed at the target is still active or booked there; else the change is not sent (guide,
 * Find-Resource and Cancellation).
 */
@Component
public final class CheckStillOpen {

    private static final Set<String> OPEN = Set.of("active", "on-hold", "booked");

    public void check(@Variable("reply") ProxyReply reply, @Variable("call") ProxyCall call) {
        JsonNode current = TargetAnswer.resource(reply, call.operation().split("/", -1)[1], call.operation());
        String found = current.path("status").asText();
        if (!OPEN.contains(found)) {
            throw new CannotSucceed(
                    "it is " + found.replaceAll("[^a-z-]", "?") + " at the target and cannot be changed");
        }
    }
}
