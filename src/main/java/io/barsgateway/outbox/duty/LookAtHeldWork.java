package io.barsgateway.outbox.duty;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.StoreOutage;
import io.barsgateway.outbox.duty.HeldWork.Late;
import io.barsgateway.outbox.duty.HeldWork.SetAside;
import io.barsgateway.outbox.duty.HeldWork.Waiting;
import io.barsgateway.outbox.queue.WorkQueue;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/**
 * Looks at everything that is held: what is past half of its time, what is past all of it, and what is set aside, is an alarm for
 * each service, until that is so no more. What it finds is what health says. What waits for a time that a clock set back has taken away
 * goes on. A store that cannot be written is found by it too, whether messages come or not.
 */
@Component
public final class LookAtHeldWork {

    private static final Logger log = LoggerFactory.getLogger(LookAtHeldWork.class);
    private static final Pattern OURS =
            Pattern.compile("(late|overdue|undelivered|returning|decision) (deliver|send) .*");

    private final WorkQueue queue;
    private final HeldWork held;
    private final Alarms alarms;
    private final StoreOutage outage;
    private final ServicePauses pauses;
    private final ProbeStore store;

    LookAtHeldWork(
            WorkQueue queue, HeldWork held, ServicePauses pauses, ProbeStore store, Alarms alarms, StoreOutage outage) {
        this.store = store;
        this.pauses = pauses;
        this.queue = queue;
        this.held = held;
        this.alarms = alarms;
        this.outage = outage;
    }

    public void look() {
        Set<String> subjects = new HashSet<>();
        try {
            store.probe();
            catchUp();
            pauses.look();
            held.look().waiting().forEach(waiting -> raise(waiting, subjects));
            held.decisions()
                    .forEach(open -> raise(
                            "decision " + open.kind() + " " + open.service(),
                            "messages wait for a decision, since a person handled what came before them in another way; the first is "
                                    + open.first() + " (bars work --state decision)",
                            open.number(),
                            subjects));
        } catch (NestedRuntimeException e) {
            held.fail();
            throw e;
        }
        outage.over();
        alarms.standing().keySet().stream()
                .filter(subject -> OURS.matcher(subject).matches())
                .filter(subject -> !subjects.contains(subject))
                .forEach(alarms::end);
    }

    private void catchUp() {
        int ahead = queue.catchUp();
        if (ahead > 0) {
            log.warn("The clock was set back: {} messages that would have waited for it go on", ahead);
        }
    }

    private void raise(Waiting waiting, Set<String> subjects) {
        String of = " " + waiting.kind() + " " + waiting.service();
        raise("late" + of, "messages have waited for half of their time", waiting.late(), subjects);
        raise("overdue" + of, "messages are overdue", waiting.overdue(), subjects);
        if (waiting.allSetAside() > 0) {
            // Until it has gone: a retry that fails again is the same incident
            raise("undelivered" + of, words(waiting.setAside()), waiting.allSetAside(), subjects);
        }
        if (waiting.returning() > 0) {
            raise(
                    "returning" + of,
                    "requests that could not be delivered in time are rejected to their Requesters, who have not"
                            + " confirmed that yet; the first is " + waiting.firstReturning(),
                    waiting.returning(),
                    subjects);
        }
    }

    /** What attempts of a retry fail with is not in them: they would change with each. */
    private static String words(SetAside setAside) {
        return "messages were set aside and have not gone since, the first is " + setAside.first()
                + (setAside.times() > 1 ? ", set aside " + setAside.times() + " times" : "")
                + (setAside.reason().isEmpty() ? "" : " (" + setAside.reason() + ")")
                + "; bars work lists them";
    }

    private void raise(String subject, String words, Late late, Set<String> subjects) {
        if (late.count() > 0) {
            raise(
                    subject,
                    words + ", the first is " + late.first() + ", due at " + late.dueAt(),
                    late.count(),
                    subjects);
        }
    }

    private void raise(String subject, String words, long count, Set<String> subjects) {
        alarms.raise(subject, words, count);
        subjects.add(subject);
    }
}
