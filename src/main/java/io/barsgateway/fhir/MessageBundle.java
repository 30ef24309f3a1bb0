package io.barsgateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A Bundle of type message, over its whole tree: nothing that came is left out. */
public final class MessageBundle {

    private final ObjectNode tree;
    private final List<Entry> entries;

    private MessageBundle(ObjectNode tree, List<Entry> entries) {
        this.tree = tree;
        this.entries = List.copyOf(entries);
    }

    /** @throws Fault INVALID where the tree is not a Bundle whose entries hold resources */
    public static MessageBundle of(JsonNode tree) {
        if (!(tree instanceof ObjectNode bundle)
                || !Tree.text(bundle, "resourceType").filter("Bundle"::equals).isPresent()) {
            throw new Fault(FaultCode.INVALID, "The body is not a FHIR Bundle");
        }
        List<Entry> entries = new ArrayList<>();
        for (ObjectNode entry : Tree.list(bundle, "entry")) {
            String place = "Bundle.entry[" + entries.size() + "].resource";
            ObjectNode resource = Tree.object(entry, "resource")
                    .orElseThrow(() -> new Fault(FaultCode.INVALID, place + " is missing"));
            if (Tree.text(resource, "resourceType").isEmpty()) {
                throw new Fault(FaultCode.INVALID, place + ".resourceType is missing");
            }
            entries.add(new Entry(Tree.text(entry, "fullUrl").orElse(""), resource));
        }
        return new MessageBundle(bundle, entries);
    }

    public ObjectNode tree() {
        return tree;
    }

    public List<Entry> entries() {
        return entries;
    }

    public Optional<String> id() {
        return Tree.text(tree, "id");
    }

    public Optional<String> versionId() {
        return Tree.text(tree, "meta", "versionId");
    }

    /** The MessageHeader; it is the first entry or the message is refused before anyone asks. */
    public ObjectNode header() {
        return entries.get(0).resource();
    }

    /** Entries of one resource type, in order. */
    public List<Entry> all(String type) {
        return entries.stream().filter(entry -> entry.type().equals(type)).toList();
    }

    public Optional<Entry> first(String type) {
        return entries.stream().filter(entry -> entry.type().equals(type)).findFirst();
    }

    /** The entry that a reference means: by fullUrl, else as {@code Type/id}. */
    public Optional<Entry> resolve(String reference) {
        return entries.stream()
                .filter(entry -> !reference.isEmpty()
                        && (entry.isNamed(reference)
                                || reference.equals(entry.type() + "/"
                                        + Tree.text(entry.resource(), "id").orElse(""))))
                .findFirst();
    }

    /** The entry behind {@code MessageHeader.focus}. */
    public Optional<Entry> focus() {
        return Tree.list(header(), "focus").stream()
                .flatMap(focus -> Tree.text(focus, "reference").stream())
                .flatMap(reference -> resolve(reference).stream())
                .findFirst();
    }

    /** A copy whose tree may be changed. */
    public MessageBundle copy() {
        return of(Objects.requireNonNull(tree.deepCopy()));
    }
}
