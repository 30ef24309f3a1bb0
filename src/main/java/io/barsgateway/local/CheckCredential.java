package io.barsgateway.local;

import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.trust.chain.Refusal;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which local system is asking: by the certificate of its connection, else by its bearer token. 401 where by neither, 403 where its
 * credential has not the role that the route names, {@link Role#SYSTEM} where it names none.
 */
@Component
public final class CheckCredential {

    private final Credentials credentials;
    private final Refusals refusals;

    CheckCredential(Credentials credentials, Refusals refusals) {
        this.credentials = credentials;
        this.refusals = refusals;
    }

    public LocalCaller check(
            @Variable("localConnection") LocalConnection connection, @Variable("role") @Nullable String role) {
        if (!credentials.areNeeded()) {
            return LocalCaller.ofThisMachine();
        }
        LocalCaller caller = credentials
                .of(connection)
                .orElseThrow(() -> refused(connection, "", 401, "a client certificate or a bearer token is needed"));
        Role needed = role == null ? Role.SYSTEM : Role.valueOf(role);
        if (!caller.mayBe(needed)) {
            throw refused(connection, caller.name(), 403, "this credential has not the role " + needed.word());
        }
        return caller;
    }

    private Objection refused(LocalConnection connection, String who, int status, String words) {
        refusals.note(
                "local",
                connection.address(),
                new Refusal("credential", status == 401 ? "no credential of bars.local.credentials" : words),
                who,
                who.isEmpty() ? "" : connection.thumbprint());
        return new Objection(status, "Authorization", words);
    }
}
