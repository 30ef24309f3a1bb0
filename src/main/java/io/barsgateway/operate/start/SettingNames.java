package io.barsgateway.operate.start;

import io.barsgateway.operate.routefiles.Nearest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Every name that a setting may have, as a tree: what records bind, and single names beside them. Names are compared as Spring Boot
 * binds them, without case and dashes.
 */
final class SettingNames {

    private final Node root = new Node();

    /** Below these anything may follow: the keys of a map. */
    private final Set<Node> open = new HashSet<>();

    /** A place in a name. */
    private static final class Node {

        /** By the name without dashes. */
        private final Map<String, Node> children = new TreeMap<>();

        private final Map<String, String> spelling = new TreeMap<>();

        private Node child(String name) {
            String uniform = uniform(name);
            spelling.putIfAbsent(uniform, name);
            return children.computeIfAbsent(uniform, any -> new Node());
        }
    }

    /** @param records those that Spring binds */
    SettingNames(Collection<Class<?>> records) {
        for (Class<?> type : records) {
            ConfigurationProperties prefix = type.getAnnotation(ConfigurationProperties.class);
            if (prefix != null) {
                add(at(ConfigurationPropertyName.of(prefix.value())), type);
            }
        }
    }

    /** One that no record binds, such as a placeholder in a route. */
    void add(ConfigurationPropertyName name) {
        at(name);
    }

    private Node at(ConfigurationPropertyName name) {
        Node node = root;
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            node = name.isNumericIndex(i) ? node : node.child(name.getElement(i, Form.DASHED));
        }
        return node;
    }

    private void add(Node node, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (Map.class.equals(generic.getRawType())) {
                open.add(node);
            }
            add(node, of[of.length - 1]);
        } else if (type instanceof Class<?> known
                && known.isRecord()
                && known.getName().startsWith("io.barsgateway.")) {
            for (RecordComponent component : known.getRecordComponents()) {
                add(node.child(DataObjectPropertyName.toDashedForm(component.getName())), component.getGenericType());
            }
        }
    }

    /** What is wrong with a name, with the one that was meant; empty where it is known. */
    Optional<String> objection(ConfigurationPropertyName name) {
        Node node = root;
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            if (name.isNumericIndex(i)) {
                continue;
            }
            Node next = node.children.get(uniform(name.getElement(i, Form.UNIFORM)));
            if (next == null) {
                return open.contains(node) ? Optional.empty() : Optional.of(unknown(name, i, node));
            }
            node = next;
        }
        return Optional.empty();
    }

    private static String unknown(ConfigurationPropertyName name, int at, Node node) {
        String above = name.chop(at).toString();
        Collection<String> known = node.spelling.values();
        return name + " is no setting; "
                + Nearest.to(name.getElement(at, Form.DASHED), known)
                        .map(near -> "do you mean " + above + "." + near + "?")
                        .orElse(
                                known.isEmpty()
                                        ? above + " has nothing below it"
                                        : above + " has " + String.join(", ", known));
    }

    /**
     * The same for an environment variable, in which a word's end may be the end of a name's part or a dash.
     *
     * @param variable such as BARS_INBOUND_PORT
     */
    Optional<String> objection(String variable) {
        String words = String.join(
                "", List.of(variable.replaceAll("_\\d{1,9}(?=_|$)", "").split("_", -1)));
        Map<String, String> known = new TreeMap<>();
        collect(root, "", "", known);
        boolean isKnown = known.entrySet().stream()
                .anyMatch(one -> one.getValue().endsWith("*")
                        ? words.toLowerCase(Locale.ROOT).startsWith(one.getKey())
                        : words.toLowerCase(Locale.ROOT).equals(one.getKey()));
        return isKnown
                ? Optional.empty()
                : Optional.of("The environment variable " + variable + " is no setting"
                        + Nearest.to(words.toLowerCase(Locale.ROOT), known.keySet())
                                .map(near -> "; do you mean " + known.get(near) + "?")
                                .orElse(""));
    }

    private void collect(Node node, String words, String path, Map<String, String> known) {
        known.put(words, open.contains(node) ? path + "_*" : path);
        node.children.forEach((uniform, child) -> {
            String name =
                    String.valueOf(node.spelling.get(uniform)).replace("-", "").toUpperCase(Locale.ROOT);
            collect(child, words + uniform, path.isEmpty() ? name : path + "_" + name, known);
        });
    }

    private static String uniform(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
