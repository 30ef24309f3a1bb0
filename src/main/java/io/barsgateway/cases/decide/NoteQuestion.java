package io.barsgateway.cases.decide;

import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Message;
import io.barsgateway.receive.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts on disk that a local system is about to be asked, so that its yes is never forgotten, whatever happens to us. The row is
 * leased by the store's clock: until the lease is over, a repeat of the request is 425, whichever gateway it comes to.
 */
@Component
public final class NoteQuestion {

    private static final String TAKEN = "TAKEN";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final double leaseSeconds;

    NoteQuestion(JdbcClient jdbc, Clock clock, DecisionProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        leaseSeconds = properties.lease().toMillis() / 1000.0;
    }

    public Question note(
            @Variable("ids") Ids ids,
            @Variable("message") Message message,
            @Variable("acceptance") Acceptance acceptance) {
        UUID id = acceptance.ids().message();
        UUID lease = UUID.randomUUID();
        String sha256 = message.parsed().original().hash();
        refuseToOvertake(acceptance);
        Optional<String> verdict = jdbc.sql("""
                        INSERT INTO question AS q (id, service, request_id, reference, meaning, verdict, asked_at, sha256,
                            case_id, lease, leased_until)
                        VALUES (?, ?, ?, ?, ?, 'ASKED', ?, ?, ?, ?, now() + make_interval(secs => ?))
                        ON CONFLICT (id) DO UPDATE SET lease = EXCLUDED.lease, leased_until = EXCLUDED.leased_until
                          WHERE q.sha256 = EXCLUDED.sha256 AND (q.leased_until IS NULL OR q.leased_until < now())
                        RETURNING verdict""")
                .params(
                        id,
                        message.tenant().id().toString(),
                        ids.requestId(),
                        acceptance.state().reference(),
                        message.meaning().name(),
                        Timestamp.from(clock.instant()),
                        sha256,
                        acceptance.state().id(),
                        lease,
                        leaseSeconds)
                .query(String.class)
                .optional();
        if (verdict.isEmpty()) {
            throw refusal(id, sha256);
        }
        return new Question(
                id,
                Objects.requireNonNull(message.tenant().declared().confirm().url()),
                acceptance.state().reference(),
                message.meaning().name(),
                lease,
                verdict.get().equals(TAKEN));
    }

    /** Its yes would be to what was asked first; else somebody else is asking it. */
    private Fault refusal(UUID id, String sha256) {
        boolean another = jdbc.sql("SELECT EXISTS (SELECT 1 FROM question WHERE id = ? AND sha256 <> ?)")
                .params(id, sha256)
                .query(Boolean.class)
                .single();
        return another
                ? new Fault(
                        FaultCode.INVARIANT,
                        "X-Request-Id: It was used before with another body; a retry repeats it exactly")
                : new Fault(FaultCode.TOO_EARLY, "X-Request-Id: The first attempt with it is still being processed");
    }

    /** What came before in the case is still on its way to the local system, which could not judge what follows. */
    private void refuseToOvertake(Acceptance acceptance) {
        boolean waiting = jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM work WHERE case_id = ? AND kind = 'deliver' AND status <> 'done')""")
                .param(acceptance.state().id())
                .query(Boolean.class)
                .single();
        if (waiting) {
            throw new Fault(FaultCode.UNAVAILABLE, "What came before in this case has not reached the service yet");
        }
    }
}
