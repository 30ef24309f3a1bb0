package io.barsgateway.message;

import io.barsgateway.receive.service.Tenant;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A message that came in meets the standard, and we know what it means; else the caller hears every rule that it breaks. */
@Component
public final class CheckMessage {

    private final MessageStandard standard;

    CheckMessage(MessageStandard standard) {
        this.standard = standard;
    }

    public Message check(@Variable("parsed") ParsedMessage parsed, @Variable("tenant") Tenant tenant) {
        return new Message(standard.recognise(parsed, tenant), tenant);
    }
}
