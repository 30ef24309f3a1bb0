package io.barsgateway.send.request;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.cases.SentStates;
import java.util.List;
import org.springframework.stereotype.Component;

/** Raises an alarm while a response that is owed to us has not come by its time. */
@Component
public final class LookForOverdue {

    private static final String SUBJECT = "overdue-responses";

    private final SentStates sent;
    private final Alarms alarms;

    LookForOverdue(SentStates sent, Alarms alarms) {
        this.sent = sent;
        this.alarms = alarms;
    }

    public void look() {
        List<String> overdue = sent.overdue();
        if (overdue.isEmpty()) {
            alarms.end(SUBJECT);
        } else {
            alarms.raise(
                    SUBJECT,
                    overdue.size() + " responses have not come by their time, the longest for reference "
                            + overdue.get(0));
        }
    }
}
