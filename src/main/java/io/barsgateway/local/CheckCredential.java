package io.barsgateway.local;

import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.trust.chain.Refusal;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Which local system is asking: by the certificate of its connection, else by its bearer token. 401 where by neither. */
@Component
public final class CheckCredential {

    private final Credentials credentials;
    private final Refusals refusals;

    CheckCredential(Credentials credentials, Refusals refusals) {
        this.credentials = credentials;
        this.refusals = refusals;
    }

    public LocalCaller check(@Variable("localConnection") LocalConnection connection) {
        if (!credentials.areNeeded()) {
            return LocalCaller.ofThisMachine();
        }
        return credentials
                .ofCertificate(connection.thumbprint())
                .or(() -> credentials.ofToken(connection.token()))
                .orElseThrow(() -> {
                    refusals.note(
                            "local",
                            connection.address(),
                            new Refusal("credential", "no credential of bars.local.credentials"),
                            null);
                    return new Objection(401, "Authorization", "a client certificate or a bearer token is needed");
                });
    }
}
