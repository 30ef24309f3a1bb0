package io.barsgateway.cases.decide;

import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.Lanes;
import io.barsgateway.outbox.Neighbours;
import io.barsgateway.outbox.Outcome;
import io.barsgateway.outbox.Place;
import io.barsgateway.receive.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts on disk that a local system is about to be asked, so that its yes is never forgotten, whatever happens to us. The row is
 * leased by the store's clock: until the lease is over, a repeat of the request is 425, whichever gateway it comes to. A service is
 * asked so many questions at the same time, and one that fails is asked one at a time: a message too many is 503.
 */
@Component
public final class NoteQuestion {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Lanes lanes;
    private final Duration lease;

    NoteQuestion(JdbcClient jdbc, Clock clock, Lanes lanes, DecisionProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lanes = lanes;
        lease = properties.lease();
    }

    public Question note(
            @Variable("ids") Ids ids,
            @Variable("message") Message message,
            @Variable("acceptance") Acceptance acceptance) {
        ServiceId service = message.tenant().id();
        Place place = new Place(Neighbours.DECIDE, service.toString(), service, UUID.randomUUID());
        String sha256 = message.parsed().original().hash();
        Optional<Question> taken = taken(message, acceptance, place, sha256);
        if (taken.isPresent()) {
            return taken.get();
        }
        if (!lanes.tryEnter(place, lease)) {
            throw new Fault(FaultCode.UNAVAILABLE, "Whether it is accepted cannot be decided at the moment");
        }
        try {
            return note(ids, message, acceptance, place, sha256);
        } catch (RuntimeException e) {
            lanes.leave(place, Outcome.NOTHING, "");
            throw e;
        }
    }

    private Question note(Ids ids, Message message, Acceptance acceptance, Place place, String sha256) {
        UUID id = acceptance.ids().message();
        refuseToOvertake(acceptance);
        boolean noted = jdbc.sql("""
                        INSERT INTO question AS q (id, service, request_id, reference, meaning, verdict, asked_at, sha256,
                            case_id, lease, leased_until)
                        VALUES (?, ?, ?, ?, ?, 'ASKED', ?, ?, ?, ?, now() + ? * interval '1 millisecond')
                        ON CONFLICT (id) DO UPDATE SET lease = EXCLUDED.lease, leased_until = EXCLUDED.leased_until
                          WHERE q.sha256 = EXCLUDED.sha256 AND (q.leased_until IS NULL OR q.leased_until < now())
                        """)
                        .params(
                                id,
                                message.tenant().id().toString(),
                                ids.requestId(),
                                acceptance.state().reference(),
                                message.meaning().name(),
                                Timestamp.from(clock.instant()),
                                sha256,
                                acceptance.state().id(),
                                place.lease(),
                                lease.toMillis())
                        .update()
                == 1;
        if (!noted) {
            throw refusal(id, sha256);
        }
        return question(message, acceptance, place, false);
    }

    /** What it has taken already, by whichever attempt, is not asked again: only our commit is missing, and that has a lock of its own. */
    private Optional<Question> taken(Message message, Acceptance acceptance, Place place, String sha256) {
        int known = jdbc.sql("""
                        UPDATE question SET lease = ?, leased_until = now() + ? * interval '1 millisecond'
                         WHERE id = ? AND sha256 = ? AND verdict = 'TAKEN'""")
                .params(place.lease(), lease.toMillis(), acceptance.ids().message(), sha256)
                .update();
        return known == 1 ? Optional.of(question(message, acceptance, place, true)) : Optional.empty();
    }

    private static Question question(Message message, Acceptance acceptance, Place place, boolean taken) {
        return new Question(
                acceptance.ids().message(),
                acceptance.state().reference(),
                message.meaning().name(),
                place,
                taken);
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

    /**
     * What came before in the case is still on its way to the local system, which could not judge what follows. What a person handled in
     * another way is there, as far as the gateway knows.
     */
    private void refuseToOvertake(Acceptance acceptance) {
        boolean waiting = jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM work WHERE case_id = ? AND kind = 'deliver'
                                                            AND status NOT IN ('done', 'handled'))""")
                .param(acceptance.state().id())
                .query(Boolean.class)
                .single();
        if (waiting) {
            throw new Fault(FaultCode.UNAVAILABLE, "What came before in this case has not reached the service yet");
        }
    }
}
