package io.barsgateway.outbox.claim;

import org.springframework.stereotype.Component;

/** Keeps the alarm about originals that went to a fallback as it is in the store: raised after a restart too, ended after a day. */
@Component
public final class LookForFallbacks {

    private final FallbackAlarm alarm;

    LookForFallbacks(FallbackAlarm alarm) {
        this.alarm = alarm;
    }

    public void look() {
        alarm.refresh();
    }
}
