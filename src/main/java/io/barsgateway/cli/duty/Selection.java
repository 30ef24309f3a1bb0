package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which work a command is about: numbers, references, or a filter. */
final class Selection {

    @Parameters(paramLabel = "ID", description = "Numbers as bars work prints them, or references such as K7QF2-M9T3A")
    private List<String> ids = List.of();

    @Mixin
    private Filter filter = new Filter();

    /**
     * The requests that it takes: one for all numbers, or one for each reference; a filter narrows a reference, and stands alone where
     * nothing else is named.
     */
    List<ObjectNode> bodies() {
        Map<String, String> named = filter.named();
        List<ObjectNode> bodies = new ArrayList<>();
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        for (String id : ids) {
            if (id.matches("[0-9]{1,18}") && id.length() != "K7QF2M9T3A".length()) {
                numbers.add(Long.parseLong(id));
            } else {
                bodies.add(filter(named, Map.of("reference", id)));
            }
        }
        if (!numbers.isEmpty() && !named.isEmpty()) {
            throw new IllegalArgumentException(
                    "a number names one piece of work: leave out --service, --state, --kind and --owner");
        }
        if (!numbers.isEmpty()) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set("ids", numbers);
            bodies.add(body);
        }
        if (ids.isEmpty() && !named.isEmpty()) {
            bodies.add(filter(named, Map.of()));
        }
        return bodies;
    }

    private static ObjectNode filter(Map<String, String> named, Map<String, String> more) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode filter = body.putObject("filter");
        named.forEach(filter::put);
        more.forEach(filter::put);
        return body;
    }

    /**
     * Asks for it and prints what became of each.
     *
     * @param more members of every request
     * @param did what was done, in one or two words
     * @return 0 where something was done and nothing was left, else 1
     */
    int ask(Operator operator, String path, ObjectNode more, String did) throws IOException, InterruptedException {
        List<ObjectNode> bodies = bodies();
        if (bodies.isEmpty()) {
            throw new IllegalArgumentException(
                    "name work by its number or reference, or by --service, --state, --kind or --owner");
        }
        int left = 0;
        for (ObjectNode body : bodies) {
            body.setAll(more);
            JsonNode answer = operator.tell(path, body);
            for (JsonNode one : answer.path("done")) {
                System.out.println(did + "  " + one.path("id").asLong() + "  "
                        + one.path("reference").asText() + "  "
                        + one.path("meaning").asText());
            }
            for (JsonNode one : answer.path("left")) {
                System.out.println("left  " + one.path("id").asLong() + "  "
                        + one.path("reference").asText() + "  "
                        + one.path("meaning").asText() + ": "
                        + one.path("why").asText());
            }
            left += answer.path("left").size();
            if (answer.path("more").asBoolean()) {
                System.out.println("there is more: the same command again");
            }
        }
        return left == 0 ? 0 : 1;
    }
}
