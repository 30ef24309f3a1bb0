package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A slot of the diary.
 *
 * @param id of the Slot, ours: 36 characters
 * @param free whether it can still be booked
 * @param resource the Slot as it is offered, its status and id included
 */
public record DiarySlot(String id, String scheduleId, Instant start, Instant end, boolean free, ObjectNode resource) {

    /** The same under another id. */
    DiarySlot called(String otherId) {
        ObjectNode renamed = resource.deepCopy();
        renamed.put("id", otherId);
        return new DiarySlot(otherId, scheduleId, start, end, free, renamed);
    }
}
