package io.barsgateway.deliver.address;

import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.outbox.TryAgain;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A fetched token is not used again either where a route of the user's own has a 401 thrown: nothing judges that answer. */
@Component
public final class ForgetThrownRefusal {

    private static final int UNAUTHORIZED = 401;

    private final ShownSecrets secrets;

    ForgetThrownRefusal(ShownSecrets secrets) {
        this.secrets = secrets;
    }

    /** Never fails: what ends the failure comes after it. */
    public void forget(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("destination") @Nullable Destination destination,
            @Variable("authorisation") @Nullable Authorisation authorisation) {
        if (destination == null || authorisation == null) {
            return;
        }
        boolean isRefused = Cause.chain(failure)
                .anyMatch(cause ->
                        cause instanceof HttpOperationFailedException answer && answer.getStatusCode() == UNAUTHORIZED);
        try {
            authorisation.token().filter(token -> isRefused).ifPresent(token -> secrets.of(destination.authentication())
                    .forget(token));
        } catch (TryAgain changed) {
            // The settings have just changed, and with them what is shown
        }
    }
}
