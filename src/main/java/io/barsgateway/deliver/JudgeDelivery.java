package io.barsgateway.deliver;

import io.barsgateway.deliver.address.Destination;
import io.barsgateway.deliver.address.TakenBefore;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.attempt.RetryPolicy;
import io.barsgateway.outbox.attempt.RetryPolicy.Ruling;
import io.barsgateway.receive.tenant.Tenants;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the local system's answer means for the message: see the table in {@link RetryPolicy}. A route of the user's own that ends well
 * and leaves no status has taken it.
 */
@Component
public final class JudgeDelivery {

    private final Tenants tenants;
    private final TakenBefore before;

    JudgeDelivery(Tenants tenants, TakenBefore before) {
        this.tenants = tenants;
        this.before = before;
    }

    /** Returns where it was taken. */
    public void judge(
            @Header(Exchange.HTTP_RESPONSE_CODE) @Nullable Integer status,
            @Variable("work") Work work,
            @Variable("destination") Destination destination) {
        if (status == null) {
            if (destination.route() == null) {
                throw new TryAgain("a step after the delivery has removed the status of the answer");
            }
            before.took(destination, work);
            return;
        }
        String answered = "the local system answered " + status;
        switch (ruling(status, work, destination)) {
            case TAKEN -> before.took(destination, work);
            case REFUSED -> throw new CannotSucceed(answered);
            case TRY_AGAIN -> throw new TryAgain(answered);
            case SET_UP -> throw new SetUpFault(answered + " at " + destination.shown());
        }
    }

    private Ruling ruling(int status, Work work, Destination destination) {
        boolean takesOthers = status / 100 == 4 && before.takesOthers(destination, work);
        boolean conflictIsDuplicate = tenants.of(work.service())
                .filter(tenant -> tenant.declared().delivery().conflictIsDuplicate())
                .isPresent();
        return RetryPolicy.localSystem(status, conflictIsDuplicate, takesOthers);
    }
}
