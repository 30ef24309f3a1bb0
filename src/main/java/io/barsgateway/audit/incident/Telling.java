package io.barsgateway.audit.incident;

import io.barsgateway.audit.incident.Notice.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which steps of an incident must be announced at a moment: its beginning, that it still stands where nobody has taken it, and its end.
 * Of what a person has planned nothing is announced, for nobody needs to come.
 *
 * @param repeat time after which it is announced again
 * @param escalateAfter time after its beginning at which it is announced to the second address
 * @param escalates whether there is a second address
 */
record Telling(Duration repeat, Duration escalateAfter, boolean escalates, Instant now) {

    /** The incident as it is once those steps have been announced. */
    record Told(Incident incident, List<Step> steps) {}

    Told of(Incident incident) {
        if (incident.isPlanned()) {
            return new Told(incident, List.of());
        }
        List<Step> steps = new ArrayList<>();
        Incident after = incident;
        Instant told = incident.told();
        if (told == null) {
            after = after.toldAt(now);
            steps.add(Step.BEGAN);
        } else if (after.ended() == null && !after.isTaken() && isOver(told, repeat)) {
            after = after.toldAt(now);
            steps.add(Step.REPEATED);
        }
        if (after.ended() != null) {
            steps.add(Step.ENDED);
            return new Told(after, steps);
        }
        if (escalates && !after.isTaken() && after.escalated() == null && isOver(after.began(), escalateAfter)) {
            after = after.escalatedAt(now);
            steps.add(Step.ESCALATED);
        }
        return new Told(after, steps);
    }

    private boolean isOver(Instant since, Duration time) {
        return !since.plus(time).isAfter(now);
    }
}
