package io.barsgateway.cases.diary;

import java.time.Instant;

/** A slot that a case has, with the schedule under which it was offered. */
record BookedSlot(String id, Instant start, Instant end, DiarySchedule schedule) {

    boolean isAtTheTimeOf(DiarySlot slot) {
        return start.equals(slot.start()) && end.equals(slot.end());
    }
}
