package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.cases.accept.StableIds;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.tenant.Choice;
import io.barsgateway.receive.tenant.Tenant;
import java.time.Clock;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says what an earlier attempt of the same request came to, per X-Request-Id, calling organisation and service: 409 duplicate once it
 * was accepted, the first verdict again where that was about content, 425 while the local system is being asked about it. The same id
 * with another body is never a duplicate, which a Sender reads as success: it is refused, audited and told to the operator.
 */
@Component
public final class BeginRequest {

    private static final Logger log = LoggerFactory.getLogger(BeginRequest.class);

    private final Outcomes outcomes;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    BeginRequest(Outcomes outcomes, JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    public Attempt begin(
            @Variable("connection") Connection connection,
            @Variable("request") Request request,
            @Variable("ids") Ids ids,
            @Variable("caller") Caller caller,
            @Variable("accessHeaders") AccessHeaders accessHeaders,
            @Variable("tenant") Tenant tenant) {
        Attempt attempt = new Attempt(
                connection, ids, caller, accessHeaders, tenant, request.body().hash());
        outcomes.of(attempt).ifPresent(earlier -> repeat(attempt, earlier));
        if (tenant.declared().confirm().url() != null && isBeingDecided(attempt)) {
            throw new Fault(FaultCode.TOO_EARLY, "X-Request-Id: The first attempt with it is still being processed");
        }
        return attempt;
    }

    private void repeat(Attempt attempt, Outcomes.Outcome earlier) {
        if (earlier.isAccepted() && attempt.tenant().reads(Choice.CONTENT_BEFORE_DUPLICATE)) {
            return;
        }
        boolean otherBody = !earlier.sha256().equals(attempt.sha256());
        if (otherBody && !attempt.tenant().reads(Choice.OTHER_BODY_IS_DUPLICATE)) {
            report(attempt);
            throw new Fault(
                    FaultCode.INVARIANT,
                    "X-Request-Id: It was used before with another body; a retry repeats it exactly");
        }
        if (earlier.isAccepted()) {
            outcomes.claim(attempt);
        }
        throw earlier.again();
    }

    private boolean isBeingDecided(Attempt attempt) {
        StableIds ids = new StableIds(attempt.requestId(), attempt.organisation(), attempt.service());
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM question WHERE id = ? AND leased_until > now())")
                .param(ids.message())
                .query(Boolean.class)
                .single();
    }

    private void report(Attempt attempt) {
        log.error(
                "An X-Request-Id came again with another body: request={} service={} organisation={} caller={}",
                attempt.ids().requestId(),
                attempt.service(),
                printable(attempt.organisation()),
                attempt.callerLabel());
        audit.write(AuditEvent.of(clock.instant(), "request", "refused")
                .by("request-id-with-other-body", "")
                .from(attempt.caller().name(), attempt.caller().thumbprint(), attempt.address())
                .about(
                        attempt.service(),
                        attempt.ids().requestId(),
                        attempt.ids().correlationId(),
                        attempt.sha256()));
    }

    private static String printable(String text) {
        return text.replaceAll("[^A-Za-z0-9-]", "?").substring(0, Math.min(text.length(), 20));
    }
}
