package io.barsgateway.cases.diary;

import java.util.List;

/** What one source of slots says. */
record DiaryFile(List<DiarySchedule> schedules, List<DiarySlot> slots) {

    DiaryFile {
        schedules = List.copyOf(schedules);
        slots = List.copyOf(slots);
    }
}
