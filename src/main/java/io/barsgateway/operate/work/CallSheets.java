package io.barsgateway.operate.work;

import io.barsgateway.deliver.view.CallSheet;
import io.barsgateway.outbox.duty.WorkList;
import io.barsgateway.outbox.duty.WorkList.Item;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What to beware of in pieces of work, and whom to call, for one answer: each case is read once, and nothing else of it is kept. */
final class CallSheets {

    private final WorkList list;
    private final Map<UUID, CallSheet> sheets = new HashMap<>();

    CallSheets(WorkList list) {
        this.list = list;
    }

    /** Reads those that were not read before. */
    CallSheets read(Collection<Item> items) {
        list.eachCase(
                items.stream()
                        .map(Item::caseId)
                        .filter(id -> !sheets.containsKey(id))
                        .toList(),
                (id, content) -> sheets.put(id, CallSheet.of(content)));
        return this;
    }

    /** Of an item that was read. */
    CallSheet of(Item item) {
        return Objects.requireNonNull(sheets.get(item.caseId()), "read before");
    }
}
