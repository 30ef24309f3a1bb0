package io.barsgateway.operate.routefiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A part of a route file that knows its line. */
public record RouteTree(String file, Node node) {

    /** Steps that may be written as their endpoint alone, as in {@code to: direct:mine}. */
    private static final List<String> BRIEF = List.of("to", "toD", "wireTap", "from");

    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** Its text, where it is a single value; else empty. */
    public String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    public Optional<RouteTree> get(String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> isKey(entry, key))
                        .findFirst()
                        .map(entry -> new RouteTree(file, entry.getValueNode()))
                : Optional.empty();
    }

    /** The text at that key; empty where there is none. */
    public String text(String key) {
        return get(key).map(RouteTree::text).orElse("");
    }

    /** The members of a list. */
    public List<RouteTree> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream()
                        .map(item -> new RouteTree(file, item))
                        .toList()
                : List.of();
    }

    /** Every value under that key, at any depth. */
    public List<RouteTree> all(String key) {
        List<RouteTree> found = new ArrayList<>();
        collect(key, found);
        return found;
    }

    /** The keys of this part. */
    public List<RouteTree> keys() {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(entry -> new RouteTree(file, entry.getKeyNode()))
                        .toList()
                : List.of();
    }

    /** Every part, at any depth, that has both keys. */
    List<RouteTree> with(String key, String other) {
        List<RouteTree> found = new ArrayList<>();
        if (get(key).isPresent() && get(other).isPresent()) {
            found.add(this);
        }
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(entry -> found.addAll(new RouteTree(file, entry.getValueNode()).with(key, other)));
        }
        items().forEach(item -> found.addAll(item.with(key, other)));
        return found;
    }

    /** What a JSON pointer such as /0/route/from names, or the nearest above it. */
    RouteTree at(String pointer) {
        RouteTree here = this;
        for (String step : pointer.split("/", -1)) {
            RouteTree parent = here;
            here = here.get(step).or(() -> parent.item(step)).orElse(parent);
        }
        return here;
    }

    /** Every single value, at any depth. */
    public List<RouteTree> scalars() {
        List<RouteTree> found = new ArrayList<>();
        if (node instanceof ScalarNode) {
            found.add(this);
        }
        items().forEach(item -> found.addAll(item.scalars()));
        keys().forEach(key -> get(key.text()).ifPresent(value -> found.addAll(value.scalars())));
        return found;
    }

    /** What names an endpoint: a part with a uri, or a step whose single value is one. */
    public List<RouteTree> endpoints() {
        List<RouteTree> found = new ArrayList<>();
        if (!text("uri").isEmpty()) {
            found.add(this);
        }
        items().forEach(item -> found.addAll(item.endpoints()));
        for (RouteTree key : keys()) {
            get(key.text()).ifPresent(value -> {
                if (BRIEF.contains(key.text()) && !value.text().isEmpty()) {
                    found.add(value);
                }
                found.addAll(value.endpoints());
            });
        }
        return found;
    }

    /** What is wrong here. */
    public RouteProblem problem(String words) {
        return new RouteProblem(file, line(), words);
    }

    /** Every key and single value that holds the text. */
    public List<RouteTree> holding(String text) {
        List<RouteTree> found = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                found.addAll(new RouteTree(file, entry.getKeyNode()).holding(text));
                found.addAll(new RouteTree(file, entry.getValueNode()).holding(text));
            }
        } else if (text().contains(text)) {
            found.add(this);
        }
        items().forEach(item -> found.addAll(item.holding(text)));
        return found;
    }

    private Optional<RouteTree> item(String index) {
        List<RouteTree> items = items();
        return index.matches("\\d{1,4}") && Integer.parseInt(index) < items.size()
                ? Optional.of(items.get(Integer.parseInt(index)))
                : Optional.empty();
    }

    private void collect(String key, List<RouteTree> found) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                RouteTree value = new RouteTree(file, entry.getValueNode());
                if (isKey(entry, key)) {
                    found.add(value);
                }
                value.collect(key, found);
            }
        }
        items().forEach(item -> item.collect(key, found));
    }

    private static boolean isKey(NodeTuple entry, String key) {
        return entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key);
    }
}
