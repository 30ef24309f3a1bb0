package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.CsvRow;
import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.receive.service.Tenant;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Schedules and slots out of a file: a FHIR Bundle (JSON or XML) of Schedule, Slot and what they point at, or CSV with the
 * header {@code start,end,schedule,practitioner} and times with an offset.
 */
final class ReadDiaryFile {

    private static final String HEADER = "start,end,schedule,practitioner";
    private static final int COLUMNS = 4;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Tenant tenant;
    private final Path file;
    private final Instant now;
    private final SlotNames names;

    /** @param names of the slots of all files of the service */
    ReadDiaryFile(Tenant tenant, Path file, Instant now, SlotNames names) {
        this.tenant = tenant;
        this.file = file;
        this.now = now;
        this.names = names;
    }

    /** A line of CSV that can be used. */
    private record Line(Instant start, Instant end, String schedule, String practitioner) {}

    /** @throws UnusableFile with the line or the resource that is at fault */
    DiaryFile read(byte[] bytes) {
        try {
            String text = new String(bytes, StandardCharsets.UTF_8);
            text = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).stripLeading();
            if (text.startsWith("{")) {
                return fhir(FhirJson.read(bytes));
            }
            return text.startsWith("<") ? fhir(FhirXml.read(bytes)) : csv(text);
        } catch (Fault e) {
            throw new UnusableFile(file, "is not FHIR: " + e.diagnostics(), e);
        }
    }

    private DiaryFile csv(String text) {
        List<CsvRow> rows = CsvRow.read(text, line -> {
            throw unusable(line);
        });
        if (rows.isEmpty() || !String.join(",", rows.get(0).cells()).equalsIgnoreCase(HEADER)) {
            throw new UnusableFile(file, "does not begin with the line " + HEADER);
        }
        return offered(rows.stream().skip(1).map(this::line).toList());
    }

    private Line line(CsvRow row) {
        List<String> cells = row.cells();
        Optional<Instant> start = cells.size() == COLUMNS ? Times.parse(cells.get(0)) : Optional.empty();
        Optional<Instant> end = cells.size() == COLUMNS ? Times.parse(cells.get(1)) : Optional.empty();
        if (start.isEmpty() || end.isEmpty() || !end.get().isAfter(start.get())) {
            throw unusable(row.line());
        }
        return new Line(start.get(), end.get(), cells.get(2), cells.get(COLUMNS - 1));
    }

    private UnusableFile unusable(int line) {
        return new UnusableFile(file, "line " + line + " is not " + HEADER + " with times that have an offset");
    }

    /** A schedule has one practitioner: one that the lines give to several is a schedule of each. */
    private DiaryFile offered(List<Line> lines) {
        ServiceResources resources = new ServiceResources(tenant, now);
        Map<String, Set<String>> practitioners = lines.stream()
                .collect(Collectors.groupingBy(
                        Line::schedule, Collectors.mapping(Line::practitioner, Collectors.toSet())));
        Map<String, DiarySchedule> schedules = new LinkedHashMap<>();
        List<DiarySlot> slots = new ArrayList<>();
        for (Line line : lines) {
            boolean alone =
                    practitioners.getOrDefault(line.schedule(), Set.of()).size() == 1;
            String name = alone ? line.schedule() : line.schedule() + "|" + line.practitioner();
            DiarySchedule schedule =
                    schedules.computeIfAbsent(name, any -> resources.schedule(name, line.practitioner()));
            slots.add(resources.slot(
                    schedule,
                    names.of(name, line.start(), line.end()),
                    line.start(),
                    Duration.between(line.start(), line.end())));
        }
        return new DiaryFile(List.copyOf(schedules.values()), slots);
    }

    private DiaryFile fhir(JsonNode bundle) {
        if (!bundle.path("resourceType").asText().equals("Bundle")) {
            // Read as a diary without slots, it would withdraw all that are offered
            throw new UnusableFile(file, "is not a FHIR Bundle of Schedule and Slot");
        }
        List<ObjectNode> resources = new ArrayList<>();
        Map<String, String> ids = new LinkedHashMap<>();
        Tree.list(bundle, "entry")
                .forEach(entry -> Tree.object(entry, "resource").ifPresent(resource -> {
                    resources.add(resource);
                    Tree.text(entry, "fullUrl").ifPresent(url -> Tree.text(resource, "id")
                            .ifPresent(id -> ids.put(url, type(resource) + "/" + id)));
                }));
        resources.forEach(resource -> referById(resource, ids));
        List<ObjectNode> actors = resources.stream()
                .filter(resource -> !List.of("Slot", "Schedule").contains(type(resource)))
                .toList();
        List<DiarySchedule> schedules = resources.stream()
                .filter(resource -> type(resource).equals("Schedule"))
                .map(schedule -> new DiarySchedule(id(schedule), schedule, actors))
                .toList();
        List<DiarySlot> slots = resources.stream()
                .filter(resource -> type(resource).equals("Slot"))
                .map(slot -> slot(slot, schedules))
                .toList();
        return new DiaryFile(schedules, slots);
    }

    /** A searchset refers by the fullUrls of its entries; an answer of ours has others. */
    private static void referById(JsonNode element, Map<String, String> ids) {
        if (element instanceof ObjectNode object
                && ids.containsKey(object.path("reference").asText())) {
            object.put("reference", ids.get(object.path("reference").asText()));
        }
        element.forEach(child -> referById(child, ids));
    }

    private DiarySlot slot(ObjectNode slot, List<DiarySchedule> schedules) {
        String given = id(slot);
        // What is offered has an id of 36 characters, whatever the file calls it
        String id = given.length() == 36 ? given : ServiceResources.id(tenant, "slot", given);
        slot.put("id", id);
        Optional<Instant> start = Tree.text(slot, "start").flatMap(Times::parse);
        Optional<Instant> end = Tree.text(slot, "end").flatMap(Times::parse);
        String schedule = Tree.text(slot, "schedule", "reference").orElse("").replaceFirst("^Schedule/", "");
        if (start.isEmpty()
                || end.isEmpty()
                || schedules.stream().noneMatch(known -> known.id().equals(schedule))) {
            throw new UnusableFile(file, "the Slot " + given + " lacks start, end or a Schedule/id of the same file");
        }
        if (!end.get().isAfter(start.get())) {
            throw new UnusableFile(file, "the Slot " + given + " does not end after its start");
        }
        boolean free = Tree.text(slot, "status").filter("free"::equals).isPresent();
        return new DiarySlot(id, schedule, start.get(), end.get(), free, slot);
    }

    private String id(ObjectNode resource) {
        return Tree.text(resource, "id")
                .orElseThrow(() -> new UnusableFile(file, "a " + type(resource) + " has no id"));
    }

    private static String type(ObjectNode resource) {
        return Tree.text(resource, "resourceType").orElse("");
    }
}
