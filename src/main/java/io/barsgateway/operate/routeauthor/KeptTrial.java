package io.barsgateway.operate.routeauthor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.operate.routeauthor.TryRoute.Tried;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was tried once and what came of it, as a file holds it. */
record KeptTrial(JsonNode kept) {

    /** A text that only begins with JSON is no JSON: what follows must be compared too. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static KeptTrial of(Tried tried, Trial trial) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.put("route", tried.route());
        tried.service().ifPresent(service -> kept.put("service", service));
        kept.put("answer", tried.answer());
        kept.put("message", new String(tried.body().bytes(), StandardCharsets.UTF_8));
        kept.put("ending", trial.ending());
        kept.set("sent", sent(trial));
        return new KeptTrial(kept);
    }

    /** @throws IOException where the text is no JSON */
    static KeptTrial read(String text) throws IOException {
        return new KeptTrial(JSON.readTree(text));
    }

    String text() {
        return kept.toPrettyString() + "\n";
    }

    /** To be tried again. */
    Tried tried() {
        return new Tried(
                kept.path("route").asText(),
                new Original(kept.path("message").asText().getBytes(StandardCharsets.UTF_8)),
                Optional.of(kept.path("service").asText()).filter(service -> !service.isEmpty()),
                kept.path("answer").asInt(200));
    }

    /** What came of it otherwise this time, each place in words. */
    List<String> differences(Trial trial) {
        List<String> places = new ArrayList<>();
        if (!kept.path("ending").asText().equals(trial.ending())) {
            places.add("it ends otherwise: " + trial.ending());
        }
        compare("", kept.path("sent"), sent(trial), places);
        return places;
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
}
