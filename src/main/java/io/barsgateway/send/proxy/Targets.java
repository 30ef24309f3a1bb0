package io.barsgateway.send.proxy;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.barsgateway.outbox.lane.Neighbours;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The services that messages are sent to: all through one proxy, each with a lane of its own, since each has a Receiver of its own. */
@Component
final class Targets implements Neighbours {

    private final SenderProperties sender;
    private final RetryProperties retry;

    Targets(SenderProperties sender, RetryProperties retry) {
        this.sender = sender;
        this.retry = retry;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.SEND;
    }

    @Override
    public String named(String lane) {
        return "messages to " + ServiceId.ofEndpoint(lane).map(ServiceId::value).orElse(lane);
    }

    @Override
    public Duration lease() {
        return sender.lease();
    }

    @Override
    public int workers() {
        return sender.workers();
    }

    @Override
    public int atOnce(String lane) {
        return sender.atOnce();
    }

    @Override
    public int breakerAfter() {
        return sender.breakerAfter();
    }

    @Override
    public Duration giveUpAfter(Work work) {
        return retry.giveUpAfter();
    }
}
