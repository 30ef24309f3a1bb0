package io.barsgateway.operate.routeauthor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.operate.routeauthor.TryRoute.Tried;
import io.barsgateway.operate.routefiles.RouteProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Trials that were kept beside the routes: what they sent then must be what they send now. */
@Component
public final class SavedTrials {

    private static final String FOLDER = "local/trials";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TryRoute tryRoute;

    SavedTrials(TryRoute tryRoute) {
        this.tryRoute = tryRoute;
    }

    /** @return the file */
    public Path save(Path folder, String name, Tried tried, Trial trial) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,60}")) {
            throw new IllegalArgumentException("a trial's name has letters, digits, dots and dashes only");
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.put("route", tried.route());
        tried.service().ifPresent(service -> kept.put("service", service));
        kept.put("answer", tried.answer());
        kept.put("message", new String(tried.body().bytes(), StandardCharsets.UTF_8));
        kept.put("ending", trial.ending());
        kept.set("sent", sent(trial));
        Path file = Files.createDirectories(folder.resolve(FOLDER)).resolve(name + ".json");
        return Files.writeString(file, kept.toPrettyString() + "\n");
    }

    /** How many are kept beside these routes. */
    public int count(Path folder) throws IOException {
        return files(folder).size();
    }

    /** Each that gives another result now, with the places that differ. */
    public List<RouteProblem> problems(Path folder) throws Exception {
        List<RouteProblem> problems = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = FOLDER + "/" + file.getFileName();
            try {
                JsonNode kept = JSON.readTree(Files.readString(file));
                Trial trial = tryRoute.run(folder, tried(kept));
                differences(name, kept, trial).forEach(problems::add);
            } catch (IOException | RuntimeException e) {
                problems.add(new RouteProblem(name, 0, "cannot be tried: " + e.getMessage()));
            }
        }
        return problems;
    }

    private static Tried tried(JsonNode kept) {
        return new Tried(
                kept.path("route").asText(),
                new Original(kept.path("message").asText().getBytes(StandardCharsets.UTF_8)),
                Optional.of(kept.path("service").asText()).filter(service -> !service.isEmpty()),
                kept.path("answer").asInt(200));
    }

    private static List<RouteProblem> differences(String file, JsonNode kept, Trial trial) {
        List<String> places = new ArrayList<>();
        if (!kept.path("ending").asText().equals(trial.ending())) {
            places.add("it ends otherwise: " + trial.ending());
        }
        compare("", kept.path("sent"), sent(trial), places);
        return places.stream()
                .map(place -> new RouteProblem(
                        file,
                        0,
                        place + "; look with `bars routes try`, and keep the new one with --save if it is meant"))
                .toList();
    }

    private static void compare(String path, JsonNode then, JsonNode now, List<String> places) {
        if (then.isObject() && now.isObject()) {
            Set<String> names = new TreeSet<>();
            then.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "/" + name, then.path(name), now.path(name), places));
        } else if (then.isArray() && now.isArray() && then.size() == now.size()) {
            for (int i = 0; i < then.size(); i++) {
                compare(path + "/" + i, then.get(i), now.get(i), places);
            }
        } else if (!then.equals(now)) {
            places.add("what would be sent differs at " + (path.isEmpty() ? "/" : path));
        }
    }

    private static ArrayNode sent(Trial trial) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Trial.Sent sent : trial.sent()) {
            ObjectNode one = all.addObject();
            one.put("to", sent.to());
            ObjectNode headers = one.putObject("headers");
            new TreeMap<>(sent.headers()).forEach(headers::put);
            one.set("body", body(sent.body()));
        }
        return all;
    }

    private static JsonNode body(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[")
                    ? JSON.readTree(text)
                    : JsonNodeFactory.instance.textNode(text);
        } catch (IOException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        Path trials = folder.resolve(FOLDER);
        if (!Files.isDirectory(trials)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(trials)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
