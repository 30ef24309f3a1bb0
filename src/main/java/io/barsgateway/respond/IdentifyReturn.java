package io.barsgateway.respond;

import io.barsgateway.cases.LocalRequest;
import io.barsgateway.outbox.Work;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A return counts as a report that the gateway itself makes, once for each message. */
@Component
public final class IdentifyReturn {

    private static final String GATEWAY = "gateway";

    public LocalRequest identify(@Variable("work") Work work) {
        return new LocalRequest(
                GATEWAY, "return-" + work.messageId(), "", GATEWAY, "on-undeliverable", "return before it is due");
    }
}
