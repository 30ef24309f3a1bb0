package io.barsgateway.deliver.address;

import io.barsgateway.outbox.TryAgain;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What shows the local system who we are, where the settings of the service say so; a token is fetched where none is kept. */
@Component
public final class AuthoriseCall {

    private final ShownSecrets secrets;

    AuthoriseCall(ShownSecrets secrets) {
        this.secrets = secrets;
    }

    /** @throws TryAgain where its token endpoint gives none now */
    public Authorisation authorise(@Variable("destination") Destination destination) {
        return secrets.of(destination.authentication()).authorise();
    }
}
