package io.barsgateway.outbox.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.ResourceId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a row of {@code bars_case} holds. A case that nothing has changed since its first message is that message with ids of ours and, for
 * most, an Encounter of ours: only these are kept, and the message is not stored a second time. Once something has changed it, it is kept
 * whole.
 */
public final class CaseContent {

    /** What {@link #read} needs, of a table or alias {@code k}. */
    public static final String COLUMNS = """
            coalesce(k.merged, (SELECT opening.body FROM message opening WHERE opening.id = k.opened_by)) AS content,
            CASE WHEN k.merged IS NULL THEN k.differs END AS differs,
            (SELECT opening.format FROM message opening WHERE opening.id = k.opened_by AND k.merged IS NULL) AS content_format
            """;

    private static final String IDS = "ids";
    private static final String ADDED = "added";

    private CaseContent() {}

    /**
     * What to keep of a new case besides the message that opened it; empty where more than ids and further entries differ, so that the case
     * must be kept whole.
     */
    public static Optional<String> difference(MessageBundle opening, MessageBundle merged) {
        int common = opening.entries().size();
        if (merged.entries().size() < common || !isSameBut("entry", opening.tree(), merged.tree())) {
            return Optional.empty();
        }
        ObjectNode difference = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = difference.putArray(IDS);
        for (int i = 0; i < common; i++) {
            ObjectNode before = entry(opening, i);
            ObjectNode after = entry(merged, i);
            if (before.equals(after)) {
                ids.add("");
            } else if (Tree.text(after, "resource", "id").isPresent() && isSameButForItsId(before, after)) {
                ids.add(after.path("resource").path("id"));
            } else {
                return Optional.empty();
            }
        }
        ArrayNode added = difference.putArray(ADDED);
        for (int i = common; i < merged.entries().size(); i++) {
            added.add(entry(merged, i));
        }
        return Optional.of(new String(FhirJson.write(difference), StandardCharsets.UTF_8));
    }

    /** The case as it stands. */
    public static MessageBundle read(ResultSet row) throws SQLException {
        byte[] content = row.getBytes("content");
        String differs = row.getString("differs");
        return differs == null
                ? MessageBundle.of(FhirJson.read(content))
                : of(content, Format.valueOf(row.getString("content_format")), differs);
    }

    /** The case that a message opened, by what differs. */
    static MessageBundle of(byte[] opening, Format format, String differs) {
        JsonNode message = format == Format.XML ? FhirXml.read(opening) : FhirJson.read(opening);
        return merged((ObjectNode) message, FhirJson.read(differs.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageBundle merged(ObjectNode opening, JsonNode difference) {
        ArrayNode entries = opening.withArray("entry");
        for (int i = 0; i < entries.size(); i++) {
            JsonNode id = difference.path(IDS).path(i);
            if (!id.asText().isEmpty()) {
                ResourceId.give((ObjectNode) entries.get(i).path("resource"), id.asText());
            }
        }
        difference.path(ADDED).forEach(entries::add);
        return MessageBundle.of(opening);
    }

    private static boolean isSameButForItsId(ObjectNode before, ObjectNode after) {
        return isSameBut("resource", before, after)
                && before.get("resource") instanceof ObjectNode resource
                && after.get("resource") instanceof ObjectNode other
                && isSameBut("id", resource, other);
    }

    /** Whether two objects have the same members, but perhaps for that one. */
    private static boolean isSameBut(String name, ObjectNode one, ObjectNode other) {
        int members = one.size() - (one.has(name) ? 1 : 0);
        return other.size() - (other.has(name) ? 1 : 0) == members
                && one.properties().stream()
                        .filter(member -> !member.getKey().equals(name))
                        .allMatch(member -> member.getValue().equals(other.get(member.getKey())));
    }

    private static ObjectNode entry(MessageBundle bundle, int index) {
        return (ObjectNode) bundle.tree().path("entry").path(index);
    }
}
