package io.barsgateway.operate;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.trust.chain.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Only who may read the home of the gateway may operate it: the token in it is asked for. Either way it is audited. */
@Component
public final class CheckOperator {

    private static final String SUBJECT = "operator.token";

    private final OperatorToken token;
    private final Refusals refusals;
    private final AuditTrail audit;
    private final Alarms alarms;
    private final Clock clock;

    CheckOperator(OperatorToken token, Refusals refusals, AuditTrail audit, Alarms alarms, Clock clock) {
        this.token = token;
        this.refusals = refusals;
        this.alarms = alarms;
        this.audit = audit;
        this.clock = clock;
    }

    public void check(@Variable("localConnection") LocalConnection connection, Exchange exchange) {
        String known = known();
        if (known.length() < OperatorToken.LENGTH || !MessageDigest.isEqual(bytes(known), bytes(connection.token()))) {
            refusals.note(
                    "operator",
                    connection.address(),
                    new Refusal("operator", "not the token in operator.token of the home"),
                    null);
            throw new Objection(401, "Authorization", "the token in operator.token of the gateway's home is needed");
        }
        audit.note(AuditEvent.of(clock.instant(), "operator", "asked")
                .by(exchange.getFromRouteId(), "")
                .from("operator", "", connection.address()));
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
