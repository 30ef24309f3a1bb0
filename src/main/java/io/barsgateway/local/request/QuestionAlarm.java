package io.barsgateway.local.request;

import io.barsgateway.audit.watch.Alarms;
import org.springframework.stereotype.Component;

/** One alarm while questions of local systems reach no other organisation, however many are asked. */
@Component
public final class QuestionAlarm {

    private static final String SUBJECT = "questions";

    private final Alarms alarms;

    QuestionAlarm(Alarms alarms) {
        this.alarms = alarms;
    }

    /** The proxy, or the token endpoint before it, was not reached. */
    void unanswered() {
        alarms.raise(
                SUBJECT,
                "questions of local systems to other organisations get no answer, and the local systems hear 503: check the network to"
                        + " bars.sender.api and token-url");
    }

    /** The proxy has answered one, in whatever way. */
    public void answered() {
        alarms.end(SUBJECT);
    }
}
