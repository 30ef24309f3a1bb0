package io.barsgateway.cases.diary;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.HandClock;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.receive.service.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demonstration diary, at any moment of the year. */
class GenerateSlotsTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Tenant service = Tenants.any();

    private DiaryFile at(String now) {
        return new GenerateSlots(Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).of(service);
    }

    private static List<Instant> starts(DiaryFile diary) {
        return diary.slots().stream().map(DiarySlot::start).toList();
    }

    @Test
    void it_begins_with_the_quarter_that_runs_and_ends_seven_days_later() {
        assertThat(starts(at("2026-11-20T09:14:59Z")))
                .startsWith(Instant.parse("2026-11-20T09:00:00Z"), Instant.parse("2026-11-20T09:15:00Z"))
                .endsWith(Instant.parse("2026-11-27T09:00:00Z"));
    }

    @Test
    void each_slot_is_free_for_a_quarter_of_an_hour() {
        assertThat(at("2026-11-20T09:00:00Z").slots())
                .allSatisfy(slot ->
                        assertThat(Duration.between(slot.start(), slot.end())).isEqualTo(QUARTER))
                .allMatch(DiarySlot::free);
    }

    @Test
    void nothing_is_offered_from_three_to_four_in_england() {
        assertThat(starts(at("2026-11-20T00:00:00Z")))
                .contains(Instant.parse("2026-11-20T02:45:00Z"), Instant.parse("2026-11-20T04:00:00Z"))
                .doesNotContain(Instant.parse("2026-11-20T03:00:00Z"), Instant.parse("2026-11-20T03:45:00Z"));
        assertThat(starts(at("2026-07-20T00:00:00Z")))
                .as("in summer it is an hour earlier in UTC")
                .contains(Instant.parse("2026-07-20T01:45:00Z"), Instant.parse("2026-07-20T03:00:00Z"))
                .doesNotContain(Instant.parse("2026-07-20T02:00:00Z"), Instant.parse("2026-07-20T02:45:00Z"));
    }

    @Test
    void the_hour_that_comes_twice_is_offered_twice() {
        assertThat(starts(at("2026-10-24T23:00:00Z")))
                .contains(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T01:30:00Z"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_slot_keeps_its_id_as_the_diary_rolls_on() {
        DiaryFile later = at("2026-11-20T09:15:00Z");
        assertThat(at("2026-11-20T09:00:00Z").slots().get(1).id())
                .isEqualTo(later.slots().get(0).id());
    }

    @Test
    void it_is_due_once_for_each_service_in_each_quarter() {
        HandClock clock = new HandClock(Instant.parse("2026-11-20T09:00:00Z"));
        GenerateSlots generate = new GenerateSlots(clock);
        Tenant other = Tenants.with(Map.of("id", FarSide.SLOTTED));
        assertThat(generate.isDue(service)).isTrue();

        generate.markDone(service);

        assertThat(generate.isDue(service)).isFalse();
        assertThat(generate.isDue(other)).isTrue();
        clock.moveOn(QUARTER.minusSeconds(1));
        assertThat(generate.isDue(service)).isFalse();
        clock.moveOn(Duration.ofSeconds(1));
        assertThat(generate.isDue(service)).isTrue();
    }
}
