package io.barsgateway.cases.hold;

import io.barsgateway.cases.decide.Decider;
import io.barsgateway.cases.decide.Unclaimed;
import io.barsgateway.receive.Connection;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Takes the right to answer before the deadline does. What was decided first and will be heard is acknowledged; what was
 * decided first and came too late stays on the list of what its Sender does not know of. The message is held by now, so whatever
 * else fails here, its Sender hears that.
 */
@Component
public final class AcknowledgeInTime {

    private static final Logger log = LoggerFactory.getLogger(AcknowledgeInTime.class);

    private final Unclaimed unclaimed;

    AcknowledgeInTime(Unclaimed unclaimed) {
        this.unclaimed = unclaimed;
    }

    public void acknowledge(
            @Variable("connection") Connection connection,
            @Variable("receipt") Receipt receipt,
            @Variable("decider") Decider decider) {
        if (!connection.answerTime().answer()) {
            log.info(
                    "A message was held after the time to answer had passed reference={} message={}",
                    receipt.reference(),
                    receipt.messageId());
            return;
        }
        if (decider == Decider.NOBODY) {
            return;
        }
        try {
            unclaimed.acknowledged(receipt.messageId());
        } catch (DataAccessException e) {
            log.warn(
                    "A message was held and answered, but bars unclaimed still lists it: reference={} message={}",
                    receipt.reference(),
                    receipt.messageId());
        }
    }
}
