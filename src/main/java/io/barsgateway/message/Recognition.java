package io.barsgateway.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barsgateway.fhir.Systems;
import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The recognition matrix, the use cases and the counts of the MessageDefinitions, as data: {@code bars/recognition.yaml}. */
public record Recognition(
        Map<String, List<String>> applications,
        Map<String, String> versions,
        Map<String, Map<String, String>> definitions,
        Map<String, String> aliases,
        List<Row> rows) {

    private static final int MOST_NEAR = 3;

    /** One row of the matrix; an absent list matches anything. */
    public record Row(
            Meaning means,
            String event,
            @Nullable String category,
            List<String> apps,
            List<String> reasons,
            List<String> focus,
            @Nullable List<String> encounter,
            @JsonProperty("care-plan") @Nullable List<String> carePlan,
            @Nullable List<String> task,
            boolean lenient,
            @JsonProperty("only-with") @Nullable Choice onlyWith,
            @JsonProperty("not-with") @Nullable Choice notWith,
            String definition) {

        /** Whether it is of the use case, and the Receiver reads the standard so. */
        private boolean isFor(RecognitionFacts facts, Receiver receiver) {
            return apps.contains(facts.application())
                    && (onlyWith == null || receiver.reads(onlyWith))
                    && (notWith == null || !receiver.reads(notWith));
        }

        /** What it asks for and a message does not have, each as an element with its values; none where it fits. */
        private List<String> wants(RecognitionFacts facts) {
            List<String> wants = new ArrayList<>();
            want(wants, "MessageHeader.eventCoding", List.of(event), facts.event());
            want(wants, "MessageHeader.reason", reasons, facts.reason());
            want(wants, "ServiceRequest.category", category == null ? null : List.of(category), facts.category());
            want(wants, (means.isBooking() ? "Appointment" : "ServiceRequest") + ".status", focus, facts.focusStatus());
            List<String> statuses = new ArrayList<>();
            want(statuses, "Encounter.status", encounter, facts.encounterStatus());
            want(statuses, "CarePlan.status", carePlan, facts.carePlanStatus());
            if (lenient) {
                want(statuses, "Task.status", task, facts.taskStatus());
                // One of them is enough
                boolean any = statuses.size()
                        < Stream.of(encounter, carePlan, task)
                                .filter(Objects::nonNull)
                                .count();
                statuses = any ? List.of() : List.of(String.join(", or ", statuses));
            }
            wants.addAll(statuses);
            return wants;
        }

        private static void want(List<String> wants, String element, @Nullable List<String> values, String value) {
            if (values != null && !values.contains(value)) {
                wants.add(element + " " + String.join(" or ", values));
            }
        }
    }

    /** Reads it off the class path. */
    public static Recognition load() {
        try (InputStream yaml = Objects.requireNonNull(
                Recognition.class.getResourceAsStream("/bars/recognition.yaml"), "bars/recognition.yaml")) {
            Object data = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .build()
                    .convertValue(data, Recognition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Row> row(RecognitionFacts facts, Receiver receiver) {
        return rows.stream()
                .filter(row -> row.isFor(facts, receiver) && row.wants(facts).isEmpty())
                .findFirst();
    }

    /** What a message that no row fits could be, in words: the rows that want the least of it; empty where no row has its use case. */
    String nearest(RecognitionFacts facts, Receiver receiver) {
        List<Row> open = rows.stream().filter(row -> row.isFor(facts, receiver)).toList();
        int fewest =
                open.stream().mapToInt(row -> row.wants(facts).size()).min().orElse(0);
        return open.stream()
                .filter(row -> row.wants(facts).size() == fewest)
                .map(row -> ". It would be read as "
                        + row.means().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " with "
                        + String.join(" and ", row.wants(facts)))
                .distinct()
                .limit(MOST_NEAR)
                .collect(Collectors.joining());
    }

    /** What a service that takes a use case receives: each MessageDefinition of its requests, once, by event. */
    public Map<String, String> received(String useCase) {
        Map<String, String> definitions = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.apps().contains(application(useCase)) && row.onlyWith() == null)
                .filter(row -> !row.means().isResponse())
                .forEach(row -> definitions.put(row.definition(), row.event()));
        return definitions;
    }

    /** What a service that sends requests of a use case receives in turn, by event. */
    public Map<String, String> answered(String useCase) {
        Map<String, String> definitions = new LinkedHashMap<>();
        rows.stream()
                .filter(row ->
                        row.apps().contains(application(useCase)) && row.means().isResponse())
                .forEach(row -> definitions.put(row.definition(), row.event()));
        return definitions;
    }

    /** Every use-case code, in the order of the code system. */
    public List<String> useCases() {
        return applications.values().stream().flatMap(List::stream).toList();
    }

    /** The current Application version of a use case. */
    public String version(String useCase) {
        return versions.getOrDefault(application(useCase), "1.0.0");
    }

    /** The Application that a use case belongs to; empty text where it is unknown. */
    public String application(String useCase) {
        return applications.entrySet().stream()
                .filter(app -> app.getValue().contains(useCase))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** The MessageDefinition that a canonical URL names, by its own or a circulating name; empty where it is unknown. */
    public Optional<String> definition(String canonical) {
        int version = canonical.indexOf('|');
        String url = version < 0 ? canonical : canonical.substring(0, version);
        String name = url.startsWith(Systems.DEFINITIONS) ? url.substring(Systems.DEFINITIONS.length()) : url;
        String known = aliases.getOrDefault(name, name);
        return definitions.containsKey(known) ? Optional.of(known) : Optional.empty();
    }

    /** The name that a canonical URL gives a MessageDefinition, whatever its base and version; empty for an empty one. */
    public String definitionName(String canonical) {
        int version = canonical.indexOf('|');
        String url = version < 0 ? canonical : canonical.substring(0, version);
        String name = url.substring(url.lastIndexOf('/') + 1);
        return aliases.getOrDefault(name, name);
    }
}
