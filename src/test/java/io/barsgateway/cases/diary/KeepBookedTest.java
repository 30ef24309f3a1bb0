package io.barsgateway.cases.diary;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.DiaryText;
import io.barsgateway.fixture.Tenants;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is booked stays at its time, and that time is not offered under another id. */
class KeepBookedTest {

    private static final String NINE = "2026-11-20T09:00:00Z";
    private static final String QUARTER_PAST = "2026-11-20T09:15:00Z";
    private static final String HALF_PAST = "2026-11-20T09:30:00Z";
    private static final DiaryFile LONG_ALONE = read(casey(HALF_PAST));

    private static DiaryFile read(DiaryText text) {
        return new ReadDiaryFile(
                        Tenants.any(), Path.of("week.csv"), Instant.parse("2026-11-19T12:00:00Z"), new SlotNames())
                .read(text.bytes());
    }

    private static DiaryText casey(String end) {
        return DiaryText.csv().withSlot(NINE, end, "Room 1", "Casey");
    }

    /** That slot of the diary, booked. */
    private static List<BookedSlot> booked(DiaryFile diary, int slot) {
        DiarySlot one = diary.slots().get(slot);
        DiarySchedule schedule = diary.schedules().stream()
                .filter(known -> known.id().equals(one.scheduleId()))
                .findFirst()
                .orElseThrow();
        return List.of(new BookedSlot(one.id(), one.start(), one.end(), schedule));
    }

    @Test
    void a_booked_slot_keeps_its_id_beside_a_new_shorter_one() {
        DiaryFile kept = KeepBooked.in(
                read(casey(QUARTER_PAST).withSlot(NINE, HALF_PAST, "Room 1", "Casey")), booked(LONG_ALONE, 0));

        assertThat(kept.slots()).isEqualTo(LONG_ALONE.slots());
    }

    @Test
    void a_booked_slot_keeps_its_id_when_the_line_before_it_goes() {
        DiaryFile both = read(casey(QUARTER_PAST).withSlot(NINE, HALF_PAST, "Room 1", "Casey"));
        DiaryFile kept = KeepBooked.in(LONG_ALONE, booked(both, 1));

        assertThat(kept.slots()).containsExactly(both.slots().get(1));
        assertThat(kept.slots().get(0).resource().path("id").asText())
                .isEqualTo(both.slots().get(1).id());
    }

    @Test
    void a_booked_slot_stays_its_person_s_when_another_joins_the_room() {
        DiaryFile two = read(casey(HALF_PAST).withSlot(NINE, HALF_PAST, "Room 1", "Robin"));
        DiaryFile kept = KeepBooked.in(two, booked(LONG_ALONE, 0));

        assertThat(kept.slots())
                .extracting(DiarySlot::id)
                .containsExactly(
                        LONG_ALONE.slots().get(0).id(), two.slots().get(1).id());
    }

    @Test
    void a_room_without_a_name_of_a_person_is_nobody_s() {
        DiaryFile before = read(DiaryText.csv().withSlot(NINE, HALF_PAST, "Room 1", ""));
        DiaryFile after = read(DiaryText.csv().withSlot(NINE, HALF_PAST, "Room 2", ""));

        assertThat(KeepBooked.in(after, booked(before, 0))).isEqualTo(after);
    }

    @Test
    void a_booked_slot_that_has_another_time_now_is_not_offered() {
        DiaryFile shorter = read(casey(QUARTER_PAST).withSlot(QUARTER_PAST, HALF_PAST, "Room 1", "Casey"));
        DiaryFile kept = KeepBooked.in(shorter, booked(LONG_ALONE, 0));

        assertThat(kept.slots()).containsExactly(shorter.slots().get(1));
    }

    @Test
    void fhir_slots_of_one_time_are_one_place_each() {
        DiaryFile two = read(DiaryText.bundle()
                .withSchedule("room-1")
                .withSlot("slot-1", "free", NINE, HALF_PAST, "Schedule/room-1")
                .withSlot("slot-2", "free", NINE, HALF_PAST, "Schedule/room-1"));

        assertThat(KeepBooked.in(two, booked(two, 0))).isEqualTo(two);
    }
}
