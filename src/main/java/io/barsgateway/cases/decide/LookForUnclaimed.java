package io.barsgateway.cases.decide;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.cases.decide.Unclaimed.Acceptance;
import java.util.List;
import org.springframework.stereotype.Component;

/** Raises an alarm while something was accepted that its Sender was never told and has not asked about again. */
@Component
public final class LookForUnclaimed {

    private static final String SUBJECT = "unclaimed";

    private final Unclaimed unclaimed;
    private final Alarms alarms;

    LookForUnclaimed(Unclaimed unclaimed, Alarms alarms) {
        this.unclaimed = unclaimed;
        this.alarms = alarms;
    }

    public void look() {
        List<Acceptance> found = unclaimed.all();
        if (found.isEmpty()) {
            alarms.end(SUBJECT);
        } else {
            alarms.raise(
                    SUBJECT,
                    found.size() + " messages were accepted and never acknowledged, the first is "
                            + found.get(0).reference() + ": bars unclaimed lists them");
        }
    }
}
