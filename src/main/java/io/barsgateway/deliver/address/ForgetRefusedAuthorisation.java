package io.barsgateway.deliver.address;

import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.token.AccessToken;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A fetched token that the local system did not take (401) is not used again: the next attempt fetches another. Where it was taken
 * before, it has been withdrawn since, and there is nothing for an operator to mend.
 */
@Component
public final class ForgetRefusedAuthorisation {

    private static final int UNAUTHORIZED = 401;

    private final ShownSecrets secrets;

    ForgetRefusedAuthorisation(ShownSecrets secrets) {
        this.secrets = secrets;
    }

    /** @throws TryAgain where another token is likely to be taken */
    public void forget(
            @Header(Exchange.HTTP_RESPONSE_CODE) @Nullable Integer status,
            @Variable("destination") Destination destination,
            @Variable("authorisation") Authorisation authorisation) {
        if (status == null || authorisation.token().isEmpty()) {
            return;
        }
        Secrets shown = secrets.of(destination.authentication());
        AccessToken token = authorisation.token().get();
        if (status / 100 == 2) {
            shown.wasTaken(token);
        } else if (status == UNAUTHORIZED && shown.forget(token)) {
            throw new TryAgain("the local system answered 401 to a token that it took before: another is fetched");
        }
    }
}
