package io.barsgateway.cases.diary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fixture.DiaryText;
import io.barsgateway.fixture.Tenants;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a diary file says, and what an operator hears of one that cannot be used. */
class ReadDiaryFileTest {

    private static final Path FILE = Path.of("week.csv");
    private static final String NINE = "2026-11-20T09:00:00Z";
    private static final String QUARTER_PAST = "2026-11-20T09:15:00Z";
    private static final String HALF_PAST = "2026-11-20T09:30:00Z";
    private static final String NOT_A_SLOT = " is not start,end,schedule,practitioner with times that have an offset";

    private static DiaryFile read(byte[] bytes) {
        return new ReadDiaryFile(Tenants.any(), FILE, Instant.parse("2026-11-19T12:00:00Z"), new SlotNames())
                .read(bytes);
    }

    private static DiaryFile read(DiaryText text) {
        return read(text.bytes());
    }

    private static void assertRefused(DiaryText text, String why) {
        assertRefused(text.bytes(), why);
    }

    private static void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(UnusableFile.class).hasMessage("week.csv " + why);
    }

    private static List<String> practitioners(DiaryFile diary, String schedule) {
        return diary.schedules().stream()
                .filter(known -> known.id().equals(schedule))
                .flatMap(known -> known.actors().stream())
                .filter(actor -> actor.path("resourceType").asText().equals("Practitioner"))
                .map(practitioner -> practitioner.at("/name/0/text").asText())
                .toList();
    }

    @Test
    void a_quoted_name_may_hold_a_comma() {
        DiaryFile diary = read(DiaryText.csv().withSlot(NINE, QUARTER_PAST, "Room 1", "\"Clinician, \"\"Casey\"\"\""));

        assertThat(practitioners(diary, diary.schedules().get(0).id())).containsExactly("Clinician, \"Casey\"");
    }

    @Test
    void a_quote_without_its_second_is_named_by_its_line() {
        assertRefused(oneSlot().withSlot(QUARTER_PAST, HALF_PAST, "Room 1", "\"Casey"), "line 3" + NOT_A_SLOT);
    }

    private static DiaryText oneSlot() {
        return DiaryText.csv().withSlot(NINE, QUARTER_PAST, "Room 1", "Casey Clinician");
    }

    private static DiaryText oneFhirSlot() {
        return DiaryText.bundle()
                .withSchedule("room-1")
                .withSlot("slot-1", "free", NINE, QUARTER_PAST, "urn:uuid:room-1");
    }

    @Test
    void a_line_of_csv_is_a_free_slot_of_its_schedule() {
        DiaryFile diary = read(oneSlot());

        assertThat(diary.schedules()).singleElement().satisfies(schedule -> assertThat(
                        practitioners(diary, schedule.id()))
                .containsExactly("Casey Clinician"));
        assertThat(diary.slots()).singleElement().satisfies(slot -> {
            assertThat(slot.start()).isEqualTo(Instant.parse(NINE));
            assertThat(slot.end()).isEqualTo(Instant.parse(QUARTER_PAST));
            assertThat(slot.free()).isTrue();
            assertThat(slot.id()).hasSize(36);
            assertThat(slot.scheduleId()).isEqualTo(diary.schedules().get(0).id());
        });
    }

    @Test
    void slots_of_one_room_share_its_schedule_and_two_rooms_have_two() {
        DiaryFile diary = read(oneSlot()
                .withSlot(QUARTER_PAST, HALF_PAST, "Room 1", "Casey Clinician")
                .withSlot(NINE, QUARTER_PAST, "Room 2", "Robin Nurse"));

        assertThat(diary.schedules()).hasSize(2);
        assertThat(diary.slots().stream().map(DiarySlot::id)).hasSize(3).doesNotHaveDuplicates();
        assertThat(diary.slots().get(0).scheduleId())
                .isEqualTo(diary.slots().get(1).scheduleId())
                .isNotEqualTo(diary.slots().get(2).scheduleId());
    }

    @Test
    void a_slot_keeps_its_id_when_its_file_is_read_again() {
        assertThat(read(oneSlot()).slots().get(0).id())
                .isEqualTo(read(oneSlot()).slots().get(0).id());
    }

    @Test
    void each_slot_of_a_room_has_the_practitioner_of_its_own_line() {
        DiaryFile diary = read(oneSlot().withSlot(QUARTER_PAST, HALF_PAST, "Room 1", "Robin Nurse"));

        assertThat(diary.slots())
                .extracting(slot -> practitioners(diary, slot.scheduleId()))
                .containsExactly(List.of("Casey Clinician"), List.of("Robin Nurse"));
    }

    @Test
    void two_practitioners_in_one_room_have_a_slot_each() {
        DiaryFile diary = read(oneSlot().withSlot(NINE, QUARTER_PAST, "Room 1", "Robin Nurse"));

        assertThat(diary.slots().stream().map(DiarySlot::id)).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void two_lines_that_begin_together_and_end_apart_are_two_slots() {
        DiaryFile diary = read(oneSlot().withSlot(NINE, HALF_PAST, "Room 1", "Casey Clinician"));

        assertThat(diary.slots().stream().map(DiarySlot::end))
                .containsExactly(Instant.parse(QUARTER_PAST), Instant.parse(HALF_PAST));
        assertThat(diary.slots().stream().map(DiarySlot::id)).hasSize(2).doesNotHaveDuplicates();
        assertThat(diary.slots().get(0).id())
                .as("a slot that may be booked already keeps its id when another length is offered after it")
                .isEqualTo(read(oneSlot()).slots().get(0).id());
    }

    @Test
    void the_same_line_twice_is_one_slot() {
        DiaryFile diary = read(oneSlot().withSlot(NINE, QUARTER_PAST, "Room 1", "Casey Clinician"));

        assertThat(diary.slots().stream().map(DiarySlot::id).distinct()).hasSize(1);
    }

    @Test
    void blank_lines_spaces_and_the_case_of_the_first_line_say_nothing() {
        byte[] loose = "\n Start,End,Schedule,Practitioner \n\n %s , %s , Room 1 , Casey Clinician \n \n"
                .formatted(NINE, QUARTER_PAST)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(read(loose).slots()).isEqualTo(read(oneSlot()).slots());
    }

    @Test
    void a_file_with_a_first_line_only_has_no_slots() {
        assertThat(read(DiaryText.csv()).slots()).isEmpty();
    }

    @Test
    void a_byte_order_mark_says_nothing() {
        assertThat(read(oneSlot().bytesAfterMark())).isEqualTo(read(oneSlot()));
        assertThat(read(oneFhirSlot().bytesAfterMark())).isEqualTo(read(oneFhirSlot()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "start,end,schedule", "2026-11-20T09:00:00Z,2026-11-20T09:15:00Z,Room 1,Casey"})
    void csv_without_its_first_line_is_refused(String text) {
        assertRefused(
                text.getBytes(StandardCharsets.UTF_8), "does not begin with the line start,end,schedule,practitioner");
    }

    @ParameterizedTest
    @CsvSource({
        "soon, 2026-11-20T09:15:00Z",
        "2026-11-20T09:00:00Z, later",
        "2026-11-20T09:00:00, 2026-11-20T09:15:00",
        "2026-11-20T09:15:00Z, 2026-11-20T09:15:00Z",
        "2026-11-20T09:15:00Z, 2026-11-20T09:00:00Z"
    })
    void a_line_without_a_time_that_can_be_booked_is_named(String start, String end) {
        assertRefused(oneSlot().with("").withSlot(start, end, "Room 1", "Casey"), "line 4" + NOT_A_SLOT);
    }

    @Test
    void a_line_with_a_cell_too_few_or_too_many_is_named() {
        assertRefused(DiaryText.csv().with(NINE + "," + QUARTER_PAST + ",Room 1"), "line 2" + NOT_A_SLOT);
        assertRefused(
                DiaryText.csv().with(NINE + "," + QUARTER_PAST + ",Room 1,Clinician,Casey"), "line 2" + NOT_A_SLOT);
    }

    @Test
    void a_bundle_is_read_in_json_and_in_xml() {
        byte[] json = oneFhirSlot().bytes();
        byte[] xml = FhirXml.write(FhirJson.read(json));

        assertThat(read(xml)).isEqualTo(read(json));
        assertThat(read(json).schedules()).singleElement().satisfies(schedule -> {
            assertThat(schedule.id()).isEqualTo("room-1");
            assertThat(schedule.actors())
                    .extracting(actor -> actor.path("id").asText())
                    .containsExactly("clinic");
        });
    }

    @Test
    void a_reference_by_full_url_becomes_one_by_id() {
        DiaryFile diary = read(oneFhirSlot());

        assertThat(diary.slots().get(0).resource().at("/schedule/reference").asText())
                .isEqualTo("Schedule/room-1");
        assertThat(diary.schedules().get(0).resource().at("/actor/0/reference").asText())
                .isEqualTo("HealthcareService/clinic");
    }

    @ParameterizedTest
    @CsvSource({"free, true", "busy, false", "busy-unavailable, false", "entered-in-error, false"})
    void only_a_free_slot_can_be_booked(String status, boolean free) {
        DiaryFile diary = read(DiaryText.bundle()
                .withSchedule("room-1")
                .withSlot("slot-1", status, NINE, QUARTER_PAST, "Schedule/room-1"));

        assertThat(diary.slots().get(0).free()).isEqualTo(free);
    }

    @Test
    void a_slot_is_offered_under_an_id_of_36_characters() {
        String given = "33333333-3333-4333-8333-333333333333";
        DiaryFile diary = read(oneFhirSlot().withSlot(given, "free", QUARTER_PAST, HALF_PAST, "Schedule/room-1"));

        assertThat(diary.slots()).extracting(DiarySlot::id).allSatisfy(id -> assertThat(id)
                .hasSize(36));
        assertThat(diary.slots().get(1).id()).isEqualTo(given);
        assertThat(diary.slots())
                .allSatisfy(
                        slot -> assertThat(slot.resource().path("id").asText()).isEqualTo(slot.id()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2026-11-20T09:15:00Z, Schedule/room-1",
        "2026-11-20, 2026-11-20T09:15:00Z, Schedule/room-1",
        "2026-11-20T09:00:00Z, '', Schedule/room-1",
        "2026-11-20T09:00:00Z, 2026-11-20T09:15:00Z, Schedule/room-2",
        "2026-11-20T09:00:00Z, 2026-11-20T09:15:00Z, ''"
    })
    void a_slot_without_its_times_or_schedule_is_named(String start, String end, String schedule) {
        assertRefused(
                DiaryText.bundle().withSchedule("room-1").withSlot("slot-1", "free", start, end, schedule),
                "the Slot slot-1 lacks start, end or a Schedule/id of the same file");
    }

    @ParameterizedTest
    @ValueSource(strings = {NINE, "2026-11-20T08:59:59Z"})
    void a_slot_that_does_not_end_after_its_start_is_named(String end) {
        assertRefused(
                DiaryText.bundle().withSchedule("room-1").withSlot("slot-1", "free", NINE, end, "Schedule/room-1"),
                "the Slot slot-1 does not end after its start");
    }

    @Test
    void a_slot_or_schedule_without_an_id_is_told() {
        assertRefused(DiaryText.bundle().with("{\"resource\":{\"resourceType\":\"Slot\"}}"), "a Slot has no id");
        assertRefused(
                DiaryText.bundle().with("{\"resource\":{\"resourceType\":\"Schedule\"}}"), "a Schedule has no id");
    }

    @Test
    void a_bundle_without_slots_is_a_diary_without_slots() {
        assertThat(read(DiaryText.bundle().withSchedule("room-1")).slots()).isEmpty();
        assertThat(read(DiaryText.bundle()).slots()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[]}",
                "{\"resourceType\":\"Slot\",\"id\":\"slot-1\"}",
                "{}",
                "<OperationOutcome xmlns=\"http://hl7.org/fhir\"><id value=\"1\"/></OperationOutcome>"
            })
    void fhir_that_is_no_bundle_is_no_diary(String text) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), "is not a FHIR Bundle of Schedule and Slot");
    }

    @Test
    void what_is_no_json_or_xml_is_told_with_its_place() {
        assertRefused(
                "{\"resourceType\":".getBytes(StandardCharsets.UTF_8),
                "is not FHIR: The body is not acceptable JSON, see line 1 column 17");
        assertThatThrownBy(() -> read("<Bundle".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnusableFile.class)
                .hasMessageStartingWith("week.csv is not FHIR: The body is not acceptable XML, see line 1");
    }
}
