package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which work a command is about: numbers, references, or a filter. */
final class Selection {

    @Parameters(paramLabel = "ID", description = "Numbers as bars work prints them, or references such as K7QF2-M9T3A")
    private List<String> ids = List.of();

    @Option(names = "--service", description = "All of this service of ours")
    private Optional<String> service = Optional.empty();

    @Option(names = "--state", description = "All in this state: set-aside, failing, waiting, decision")
    private Optional<String> state = Optional.empty();

    @Option(names = "--kind", description = "deliver: to local systems. send: to other organisations")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--owner", description = "All that this credential has taken")
    private Optional<String> owner = Optional.empty();

    /** The requests that it takes: one for all numbers, one for each reference, one for the filter. */
    private List<ObjectNode> bodies() {
        List<ObjectNode> bodies = new ArrayList<>();
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        for (String id : ids) {
            if (id.matches("[0-9]{1,18}") && id.length() != "K7QF2M9T3A".length()) {
                numbers.add(Long.parseLong(id));
            } else {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                body.putObject("filter").put("reference", id);
                bodies.add(body);
            }
        }
        if (!numbers.isEmpty()) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set("ids", numbers);
            bodies.add(body);
        }
        ObjectNode filter = filter();
        if (!filter.isEmpty()) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.set("filter", filter);
            bodies.add(body);
        }
        return bodies;
    }

    private ObjectNode filter() {
        ObjectNode filter = JsonNodeFactory.instance.objectNode();
        service.ifPresent(text -> filter.put("service", text));
        kind.ifPresent(text -> filter.put("kind", text));
        state.ifPresent(text -> filter.put("state", State.of(text)));
        owner.ifPresent(text -> filter.put("owner", text));
        return filter;
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
