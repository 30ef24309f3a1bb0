package io.barsgateway.cases;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import java.util.List;
import java.util.Optional;

/**
 * What a case that we sent says: what its Receiver has taken, and over it each update that is not taken yet, oldest first. An
 * update decides what a resource says; its id is the one that the Receiver gave.
 */
final class SentContent {

    private final MessageBundle content;

    private SentContent(MessageBundle content) {
        this.content = content;
    }

    /** A copy, whose tree may be changed. */
    static MessageBundle of(MessageBundle taken, List<MessageBundle> updates) {
        MessageBundle content = taken.copy();
        for (MessageBundle update : updates) {
            content = new SentContent(content).with(update);
        }
        return content;
    }

    private MessageBundle with(MessageBundle update) {
        ArrayNode entries = content.tree().withArray("entry");
        for (Entry entry : update.entries()) {
            Optional<Entry> before = before(entry);
            if (before.isPresent()) {
                replace(before.get().resource(), entry.resource());
            } else {
                entries.addObject()
                        .put("fullUrl", entry.fullUrl())
                        .set("resource", entry.resource().deepCopy());
            }
        }
        return MessageBundle.of(content.tree());
    }

    /** Each message has one header, whatever it is called. */
    private Optional<Entry> before(Entry entry) {
        return entry.type().equals("MessageHeader")
                ? content.first("MessageHeader")
                : content.entries().stream()
                        .filter(known -> known.isNamed(entry.fullUrl()))
                        .findFirst();
    }

    private static void replace(ObjectNode before, ObjectNode after) {
        Optional<String> id = Tree.text(before, "id");
        before.removeAll();
        before.setAll(after.deepCopy());
        id.ifPresent(given -> before.put("id", given));
    }
}
