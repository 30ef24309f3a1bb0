package io.barsgateway.cases.accept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseState;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FullUrl;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.SceneSafety;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Puts an update into the state of its case, entry by entry under its fullUrl (docs/conformance.md, W4.5): a later or equal
 * {@code meta.lastUpdated} replaces, an unknown entry is added, an older one with other content refuses the whole message.
 * What a definition has once is not doubled by an update under a new fullUrl: a CarePlan, the place of the incident, the
 * Sender's own Encounter and what is said of a scene take the place of the held one. No changed entry is dropped
 * under a 200.
 */
final class MergeUpdate {

    /** Types of which a definition may have one that the update does not double. */
    private static final Set<String> ONCE = Set.of("CarePlan", "Encounter", "Location", "Flag");

    private final CaseState known;
    private final MessageBundle update;
    private final ArrayNode entries;
    private final boolean olderIsConflict;
    private final Map<String, ObjectNode> heldByName = new HashMap<>();
    private final Set<String> updated;

    private MergeUpdate(CaseState known, MessageBundle update, ArrayNode entries, boolean olderIsConflict) {
        this.known = known;
        this.update = update;
        this.entries = entries;
        this.olderIsConflict = olderIsConflict;
        held().filter(entry -> !entry.fullUrl().isEmpty())
                .forEach(entry -> heldByName.putIfAbsent(FullUrl.key(entry.fullUrl()), entry.resource()));
        updated = update.entries().stream()
                .map(entry -> FullUrl.key(entry.fullUrl()))
                .collect(Collectors.toSet());
    }

    /**
     * The case's Bundle with the update in it; our own Encounter in it stays as we hold it.
     *
     * @param olderIsConflict whether an older entry is refused even where it says the same
     */
    static MessageBundle merge(CaseState known, MessageBundle update, boolean olderIsConflict) {
        ObjectNode merged = known.merged().copy().tree();
        new MergeUpdate(known, update, merged.withArray("entry"), olderIsConflict).putAll();
        return MessageBundle.of(merged);
    }

    private void putAll() {
        for (Entry entry : update.entries()) {
            if (!entry.type().equals("MessageHeader") && !entry.isNamed(known.encounter())) {
                put(entry);
            }
        }
    }

    private void put(Entry entry) {
        ObjectNode held = heldByName.get(FullUrl.key(entry.fullUrl()));
        if (held != null) {
            replace(held, entry);
            return;
        }
        List<Entry> replaced = replacedBy(entry);
        for (Entry older : replaced) {
            if (isOlder(entry.resource(), older.resource())) {
                throw new Fault(
                        FaultCode.CONFLICT,
                        entry.type() + ".meta.lastUpdated " + stamp(entry.resource())
                                + ", under a new fullUrl, is older than that of the one which it would replace, "
                                + stamp(older.resource()));
            }
        }
        remove(replaced);
        ObjectNode added = entries.addObject();
        added.put("fullUrl", entry.fullUrl());
        added.set("resource", entry.resource().deepCopy());
    }

    /** Those that the entry takes the place of: of its kind, and not in the update themselves. */
    private List<Entry> replacedBy(Entry entry) {
        if (!ONCE.contains(entry.type())) {
            return List.of();
        }
        return held().filter(candidate -> candidate.type().equals(entry.type()))
                .filter(candidate -> !candidate.isNamed(known.encounter()))
                .filter(candidate -> !updated.contains(FullUrl.key(candidate.fullUrl())))
                .filter(candidate -> isOnce(candidate, entry))
                .toList();
    }

    private boolean isOnce(Entry held, Entry entry) {
        return switch (entry.type()) {
            case "CarePlan" -> true;
            case "Encounter" -> isTheSenders(held);
            case "Location" -> isIncident(held) && isIncident(entry);
            case "Flag" ->
                SceneSafety.isSaidBy(held)
                        && SceneSafety.isSaidBy(entry)
                        && subject(held).equals(subject(entry));
            default -> false;
        };
    }

    /** The one that the request is about; an ITK case is an Encounter too, and stays. */
    private boolean isTheSenders(Entry encounter) {
        return known.merged().first("ServiceRequest").stream()
                .flatMap(request -> Tree.text(request.resource(), "encounter", "reference").stream())
                .anyMatch(encounter::isNamed);
    }

    /** A place without a type is the incident's: only other places need to say what they are. */
    private static boolean isIncident(Entry location) {
        Optional<String> type = Tree.codeIn(Tree.list(location.resource(), "type"), Systems.LOCATION_TYPES);
        return type.isEmpty() || type.get().equals("iloc");
    }

    private static String subject(Entry flag) {
        return Tree.text(flag.resource(), "subject", "reference")
                .map(FullUrl::key)
                .orElse("");
    }

    private Stream<Entry> held() {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(ObjectNode.class::cast)
                .map(entry -> new Entry(
                        Tree.text(entry, "fullUrl").orElse(""),
                        Tree.object(entry, "resource").orElseThrow()));
    }

    private void remove(List<Entry> replaced) {
        for (Iterator<JsonNode> each = entries.iterator(); each.hasNext(); ) {
            String name = each.next().path("fullUrl").asText();
            if (replaced.stream().anyMatch(entry -> entry.isNamed(name))) {
                each.remove();
            }
        }
    }

    private void replace(ObjectNode held, Entry entry) {
        if (isOlder(entry.resource(), held)) {
            boolean sameContent = content(held).equals(content(entry.resource()));
            if (olderIsConflict || !sameContent) {
                throw new Fault(
                        FaultCode.CONFLICT,
                        entry.type() + ".meta.lastUpdated " + stamp(entry.resource())
                                + " is older than that of the one held, " + stamp(held)
                                + (sameContent ? "" : ", and the two differ"));
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

    private static String stamp(ObjectNode resource) {
        return Stated.value(Tree.text(resource, "meta", "lastUpdated").orElse(""));
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
