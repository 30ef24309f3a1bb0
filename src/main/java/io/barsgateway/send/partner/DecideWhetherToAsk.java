package io.barsgateway.send.partner;

import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.Work;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Whether the target of a message is asked and judged before it is sent: for requests of ours, not for responses. */
@Component
public final class DecideWhetherToAsk {

    private final boolean ask;

    DecideWhetherToAsk(PartnerProperties properties) {
        ask = properties.ask();
    }

    public boolean decide(@Variable("work") Work work) {
        return ask && work.meaning() != Meaning.RESPONSE;
    }
}
