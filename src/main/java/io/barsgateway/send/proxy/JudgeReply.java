package io.barsgateway.send.proxy;

import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.RetryPolicy;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What the proxy's reply means for a message of ours: see the table in {@link RetryPolicy}. */
@Component
public final class JudgeReply {

    /** The reply, where it proves that the message was taken. */
    public ProxyReply judge(@Variable("reply") ProxyReply reply) {
        FirstIssue first = FirstIssue.of(reply.body());
        String answered = "the proxy answered " + reply.status()
                + (first.isOutcome()
                        ? " " + first.code() + " " + first.issue()
                        : reply.status() / 100 == 2 ? " without a Bundle" : " without an OperationOutcome");
        return switch (RetryPolicy.proxy(reply.status(), first.resource(), first.code(), first.issue())) {
            case TAKEN -> reply;
            case REFUSED -> throw new CannotSucceed(answered, reply.body());
            case TRY_AGAIN -> throw new TryAgain(answered);
            case SET_UP -> throw new SetUpFault(answered);
        };
    }
}
