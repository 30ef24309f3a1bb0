package io.barsgateway.operate.access;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.local.Credentials;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.local.Role;
import io.barsgateway.trust.chain.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Who operates the gateway: whoever shows the token in its home, or a credential of {@code bars.local.credentials} with the role that
 * the route names. Either way it is audited, under the name of the credential.
 */
@Component
public final class CheckOperator {

    private static final String SUBJECT = "operator.token";

    private final OperatorToken token;
    private final Credentials credentials;
    private final Refusals refusals;
    private final AuditTrail audit;
    private final Alarms alarms;
    private final Clock clock;

    CheckOperator(
            OperatorToken token,
            Credentials credentials,
            Refusals refusals,
            AuditTrail audit,
            Alarms alarms,
            Clock clock) {
        this.token = token;
        this.credentials = credentials;
        this.refusals = refusals;
        this.alarms = alarms;
        this.audit = audit;
        this.clock = clock;
    }

    public LocalCaller check(
            @Variable("localConnection") LocalConnection connection, @Variable("role") String role, Exchange exchange) {
        LocalCaller caller = credentials.of(connection).orElseGet(() -> ofHome(connection));
        Role needed = Role.valueOf(role);
        if (!caller.mayBe(needed)) {
            audit.note(event("refused", caller, connection, exchange.getFromRouteId(), "lacks role " + needed.word()));
            throw new Objection(
                    403,
                    "Authorization",
                    "the credential " + caller.name() + " has not the role " + needed.word()
                            + " (bars.local.credentials)");
        }
        if (needed == Role.ADMINISTER && !caller.mayActForAll()) {
            audit.note(event("refused", caller, connection, exchange.getFromRouteId(), "is not for all services"));
            throw new Objection(
                    403, "Authorization", "this is about the whole gateway: a credential for all services is needed");
        }
        audit.note(event("asked", caller, connection, exchange.getFromRouteId(), ""));
        return caller;
    }

    private AuditEvent event(
            String outcome, LocalCaller caller, LocalConnection connection, String route, String detail) {
        return AuditEvent.of(clock.instant(), "operator", outcome)
                .by(route, detail)
                .from(caller.name(), connection.thumbprint(), connection.address());
    }

    private LocalCaller ofHome(LocalConnection connection) {
        String known = known();
        if (known.length() < OperatorToken.LENGTH || !MessageDigest.isEqual(bytes(known), bytes(connection.token()))) {
            refusals.note(
                    "operator",
                    connection.address(),
                    new Refusal("operator", "neither the token in operator.token of the home nor a credential"),
                    null);
            throw new Objection(
                    401,
                    "Authorization",
                    "the token in operator.token of the gateway's home, or a credential of bars.local.credentials, is needed");
        }
        return LocalCaller.ofHome();
    }

    private String known() {
        try {
            String known = token.read();
            alarms.end(SUBJECT);
            return known;
        } catch (UnusableFile e) {
            alarms.raise(
                    SUBJECT, e.getMessage() + ": no command of an operator is taken until it can be, or a restart");
            throw new Objection(503, "Authorization", "no command can be taken at the moment; health says why");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
