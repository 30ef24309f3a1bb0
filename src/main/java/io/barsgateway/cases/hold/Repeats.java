package io.barsgateway.cases.hold;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.cases.decide.Unclaimed;
import io.barsgateway.fhir.Printable;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Message;
import io.barsgateway.receive.service.Choice;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What a repeat hears, wherever it is found to be one. The same id with another body is never a duplicate, which a Sender reads as success:
 * it is refused, audited and told to the operator.
 */
@Component
final class Repeats {

    private static final Logger log = LoggerFactory.getLogger(Repeats.class);

    private final Unclaimed unclaimed;
    private final Outcomes outcomes;
    private final AuditTrail audit;
    private final Clock clock;

    Repeats(Unclaimed unclaimed, Outcomes outcomes, AuditTrail audit, Clock clock) {
        this.unclaimed = unclaimed;
        this.outcomes = outcomes;
        this.audit = audit;
        this.clock = clock;
    }

    /** In a commit of its own, whatever becomes of this attempt. */
    Fault of(Attempt attempt, Outcomes.Outcome earlier) {
        boolean otherBody = !earlier.sha256().equals(attempt.sha256());
        if (otherBody && !attempt.tenant().reads(Choice.OTHER_BODY_IS_DUPLICATE)) {
            report(attempt);
            return new Fault(
                    FaultCode.INVARIANT,
                    "X-Request-Id: It was used before with another body; a retry repeats it exactly");
        }
        if (earlier.isAccepted()) {
            // It is unclaimed no more; if a person has released it a moment ago, the Sender must hear that
            unclaimed.askedAgain(attempt.requestId(), attempt.organisation(), attempt.service());
            return outcomes.of(attempt).orElse(earlier).again();
        }
        return earlier.again();
    }

    /** What a new message hears whose Bundle.id has come before. */
    static String sameBundle(Message message) {
        return "Bundle.id: A new message with this id was accepted before: " + Stated.value(message.bundleId());
    }

    private void report(Attempt attempt) {
        log.error(
                "An X-Request-Id came again with another body: request={} service={} organisation={} caller={}",
                attempt.ids().requestId(),
                attempt.service(),
                Printable.code(attempt.organisation(), 20),
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
}
