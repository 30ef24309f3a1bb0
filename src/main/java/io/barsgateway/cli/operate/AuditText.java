package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.audit.ExportAudit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** AuditEvents as a person reads them: a table with a line for each, in columns as wide as what stands in them. */
final class AuditText {

    private static final List<String> HEAD = List.of("WHEN", "WHAT", "OUTCOME", "WHO", "FROM", "REQUEST", "DETAIL");
    private static final String NOTHING = "-";

    private AuditText() {}

    /** The table, its head first, in the order of time: an event may be written after one that came later. */
    static List<String> table(List<JsonNode> events) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        events.stream()
                .sorted(Comparator.comparing(
                        event -> Instant.parse(event.path("recorded").asText())))
                .forEach(event -> rows.add(row(event)));
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    /** Where the table ends before the audit does, how to read on. */
    static Optional<String> rest(List<JsonNode> events, String reference) {
        if (events.size() < ExportAudit.PAGE) {
            return Optional.empty();
        }
        return Optional.of(
                "the table ends after %,d events; bars audit export --case %s --after %s has those behind them"
                        .formatted(
                                events.size(),
                                reference,
                                events.get(events.size() - 1).path("id").asText()));
    }

    private static List<String> row(JsonNode event) {
        JsonNode agent = event.path("agent").path(0);
        return List.of(
                event.path("recorded").asText(),
                shown(event.path("type").path("display").asText()),
                shown(event.path("outcomeDesc").asText()),
                shown(agent.path("who").path("display").asText()),
                shown(agent.path("network").path("address").asText()),
                shown(detail(event, "request_id")),
                shown(detail(event, "detail")));
    }

    private static String shown(String text) {
        return text.isBlank() ? NOTHING : text;
    }

    private static String detail(JsonNode event, String type) {
        for (JsonNode detail : event.path("entity").path(0).path("detail")) {
            if (detail.path("type").asText().equals(type)) {
                return detail.path("valueString").asText();
            }
        }
        return "";
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
