package io.barsgateway.operate.routefiles;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One spelling for the routes and steps that a route calls. A visual editor writes {@code uri: direct} and the name among the parameters,
 * which Camel takes too; whoever checks a set sees {@code direct:NAME} in both cases.
 */
final class NamedEndpoints {

    /** The parameter that holds the name. */
    private static final Map<String, String> NAMES = Map.of("direct", "name", "bean", "beanName");

    private NamedEndpoints() {}

    /** Changes the endpoints of that tree. */
    static void spell(Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(NamedEndpoints::spell);
        }
        if (node instanceof MappingNode mapping) {
            List<NodeTuple> entries = mapping.getValue();
            entries.replaceAll(entry -> whole(entry, entries));
            entries.forEach(entry -> spell(entry.getValueNode()));
        }
    }

    private static NodeTuple whole(NodeTuple entry, List<NodeTuple> beside) {
        if (!isKey(entry, "uri") || !(entry.getValueNode() instanceof ScalarNode uri)) {
            return entry;
        }
        return Optional.ofNullable(NAMES.get(uri.getValue()))
                .flatMap(parameter -> value(beside, "parameters").flatMap(all -> value(entries(all), parameter)))
                .filter(ScalarNode.class::isInstance)
                .map(name -> new NodeTuple(entry.getKeyNode(), with(uri, ((ScalarNode) name).getValue())))
                .orElse(entry);
    }

    private static ScalarNode with(ScalarNode uri, String name) {
        return new ScalarNode(
                uri.getTag(), uri.getValue() + ":" + name, uri.getStartMark(), uri.getEndMark(), uri.getScalarStyle());
    }

    private static Optional<Node> value(List<NodeTuple> entries, String key) {
        return entries.stream()
                .filter(entry -> isKey(entry, key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    private static List<NodeTuple> entries(Node node) {
        return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
    }

    private static boolean isKey(NodeTuple entry, String key) {
        return entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key);
    }
}
