package io.barsgateway.deliver;

import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.RetryPolicy;
import io.barsgateway.outbox.RetryPolicy.Ruling;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.Work;
import io.barsgateway.receive.tenant.Tenants;
import java.net.URI;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What the local system's answer means for the message: see the table in {@link RetryPolicy}. */
@Component
public final class JudgeDelivery {

    private final Tenants tenants;
    private final TakenByUrl takenByUrl;

    JudgeDelivery(Tenants tenants, TakenByUrl takenByUrl) {
        this.tenants = tenants;
        this.takenByUrl = takenByUrl;
    }

    /** Returns where it was taken. */
    public void judge(
            @Header(Exchange.HTTP_RESPONSE_CODE) int status, @Variable("work") Work work, @Variable("url") URI url) {
        String answered = "the local system answered " + status;
        switch (ruling(status, work, url)) {
            case TAKEN -> takenByUrl.took(url, work);
            case REFUSED -> throw new CannotSucceed(answered);
            case TRY_AGAIN -> throw new TryAgain(answered);
            case SET_UP ->
                throw new SetUpFault(answered + " at " + (work.fallback() ? "delivery.fallback" : "its delivery URL"));
        }
    }

    private Ruling ruling(int status, Work work, URI url) {
        boolean takesOthers = status / 100 == 4 && takenByUrl.takesOthers(url, work);
        boolean conflictIsDuplicate = tenants.of(work.service())
                .filter(tenant -> tenant.declared().delivery().conflictIsDuplicate())
                .isPresent();
        return RetryPolicy.localSystem(status, conflictIsDuplicate, takesOthers);
    }
}
