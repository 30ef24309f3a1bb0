package io.barsgateway.cases.accept;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseState;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts an update into the state of its case, entry by entry under its fullUrl (bars-workflows 4.5): a later or equal
 * {@code meta.lastUpdated} replaces, an unknown entry is added, an older one with other content refuses the whole message.
 * No changed entry is ever dropped under a 200.
 */
final class MergeUpdate {

    private MergeUpdate() {}

    /** The case's Bundle with the update in it; our own Encounter in it stays as we hold it. */
    static MessageBundle merge(CaseState known, MessageBundle update) {
        MessageBundle merged = known.merged().copy();
        for (Entry entry : update.entries()) {
            if (entry.type().equals("MessageHeader") || entry.isNamed(known.encounter())) {
                continue;
            }
            Optional<Entry> held = merged.entries().stream()
                    .filter(candidate -> candidate.isNamed(entry.fullUrl()))
                    .findFirst();
            if (held.isEmpty()) {
                ObjectNode added = merged.tree().withArray("entry").addObject();
                added.put("fullUrl", entry.fullUrl());
                added.set("resource", entry.resource().deepCopy());
            } else {
                replace(held.get().resource(), entry);
            }
        }
        return MessageBundle.of(merged.tree());
    }

    private static void replace(ObjectNode held, Entry entry) {
        boolean sameContent = content(held).equals(content(entry.resource()));
        if (isOlder(entry.resource(), held)) {
            if (!sameContent) {
                throw new Fault(
                        FaultCode.CONFLICT,
                        "A " + entry.type() + " of the update is older than what is held and differs from it");
            }
            return;
        }
        ObjectNode replacement = entry.resource().deepCopy();
        held.removeAll();
        held.setAll(replacement);
    }

    private static boolean isOlder(ObjectNode update, ObjectNode held) {
        Optional<Instant> theirs = lastUpdated(update);
        Optional<Instant> ours = lastUpdated(held);
        return theirs.isPresent() && ours.isPresent() && theirs.get().isBefore(ours.get());
    }

    private static Optional<Instant> lastUpdated(ObjectNode resource) {
        return Tree.text(resource, "meta", "lastUpdated").flatMap(Times::parse);
    }

    /** What a resource says, without what only marks it. */
    private static ObjectNode content(ObjectNode resource) {
        ObjectNode content = resource.deepCopy();
        content.remove("id");
        if (content.get("meta") instanceof ObjectNode meta) {
            meta.remove("lastUpdated");
        }
        return content;
    }
}
