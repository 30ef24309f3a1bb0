package io.barsgateway.audit.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.incident.Notice.Step;
import io.barsgateway.audit.watch.Alarms.Raised;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TellingTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration REPEAT = Duration.ofMinutes(15);
    private static final Duration ESCALATE = Duration.ofMinutes(20);

    private final Incident begun = Incident.of(
            UUID.randomUUID(), new Raised(UUID.randomUUID(), "store", "it does not answer", BEGAN, BEGAN, 1, "", null));

    private static Telling at(int minutes, boolean escalates) {
        return new Telling(REPEAT, ESCALATE, escalates, BEGAN.plus(Duration.ofMinutes(minutes)));
    }

    private static Incident taken(Incident incident) {
        return new Incident(
                incident.id(),
                incident.subject(),
                incident.words(),
                incident.began(),
                incident.seen(),
                incident.count(),
                incident.ended(),
                "operator",
                incident.told(),
                incident.escalated(),
                true);
    }

    @Test
    void its_beginning_is_told_once() {
        Telling.Told first = at(0, true).of(begun);

        assertThat(first.steps()).containsExactly(Step.BEGAN);
        assertThat(at(1, true).of(first.incident()).steps()).isEmpty();
    }

    @Test
    void it_is_told_again_until_somebody_takes_it() {
        Incident told = at(0, false).of(begun).incident();
        Telling.Told again = at(15, false).of(told);

        assertThat(again.steps()).containsExactly(Step.REPEATED);
        assertThat(at(29, false).of(again.incident()).steps()).isEmpty();
        assertThat(at(30, false).of(again.incident()).steps()).containsExactly(Step.REPEATED);
        assertThat(at(30, false).of(taken(again.incident())).steps()).isEmpty();
    }

    @Test
    void the_second_address_hears_once_of_what_nobody_took() {
        Incident told = at(19, true).of(begun).incident();
        Telling.Told later = at(20, true).of(told);

        assertThat(later.steps()).containsExactly(Step.ESCALATED);
        assertThat(at(21, true).of(later.incident()).steps()).isEmpty();
        assertThat(at(20, true).of(taken(told)).steps()).isEmpty();
        assertThat(at(20, false).of(told).steps()).isEmpty();
    }

    @Test
    void what_a_person_planned_is_never_told() {
        Incident planned = Incident.of(
                UUID.randomUUID(),
                new Raised(UUID.randomUUID(), "paused S", "paused by anna", BEGAN, BEGAN, 1, "anna", null));

        for (int minutes : new int[] {0, 15, 20, 600}) {
            assertThat(at(minutes, true).of(planned).steps()).isEmpty();
        }
        assertThat(at(600, true).of(planned.endedAt(BEGAN.plusSeconds(5))).steps())
                .isEmpty();
    }

    @Test
    void every_end_is_told_and_a_short_incident_has_its_beginning_too() {
        Incident told = at(0, true).of(begun).incident();

        assertThat(at(60, true).of(told.endedAt(BEGAN.plusSeconds(5))).steps()).containsExactly(Step.ENDED);
        assertThat(at(60, true).of(taken(told).endedAt(BEGAN.plusSeconds(5))).steps())
                .containsExactly(Step.ENDED);
        assertThat(at(0, true).of(begun.endedAt(BEGAN)).steps()).containsExactly(Step.BEGAN, Step.ENDED);
    }
}
