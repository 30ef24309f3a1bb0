package io.barsgateway.outbox;

import org.springframework.stereotype.Component;

/** Keeps the alarm about what was set aside as it is in the store: raised after a restart, ended once a person gave everything back. */
@Component
public final class LookForUndelivered {

    private final UndeliveredAlarm alarm;

    LookForUndelivered(UndeliveredAlarm alarm) {
        this.alarm = alarm;
    }

    public void look() {
        alarm.refresh();
    }
}
