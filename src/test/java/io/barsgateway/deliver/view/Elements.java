package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The single values of a message by their FHIRPaths, read off its JSON alone: what the list of a view is compared with. It shares no code
 * with the view.
 */
final class Elements {

    /** Elements that hold words which nothing depends on: any other text in their place makes the same view. */
    static final Set<String> FREE_TEXT = Set.of(
            "text",
            "display",
            "family",
            "given",
            "prefix",
            "suffix",
            "line",
            "city",
            "district",
            "state",
            "postalCode",
            "country",
            "value",
            "valueString",
            "name",
            "description",
            "software",
            "version",
            "contentString",
            "authorString",
            "patientInstruction",
            "title",
            "publisher",
            "comment",
            "unit",
            "diagnostics",
            "madeUp");

    /** What leads to other elements, and is no value of its own. */
    private static final Set<String> LEADING = Set.of("reference", "fullUrl", "url", "id");

    private static final Pattern WITH_TYPE =
            Pattern.compile("^(value|event|occurrence|medication|onset|effective|performed|content"
                    + "|asNeeded|answer(?!Option)|deceased|dose(?!And)|author(?=String))(?=[A-Z]).*");

    private Elements() {}

    /** Each single value, by path. */
    static Map<String, JsonNode> of(JsonNode message) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        collect(message, message.path("resourceType").asText(), found);
        return found;
    }

    private static void collect(JsonNode node, String path, Map<String, JsonNode> found) {
        if (node.isValueNode() && !node.isNull()) {
            found.put(path, node);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), path + "[" + i + "]", found);
        }
        node.properties().stream()
                .filter(member -> !member.getKey().equals("resourceType"))
                .forEach(member -> collect(member.getValue(), path + "." + step(member.getKey()), found));
    }

    private static String step(String name) {
        String plain = name.startsWith("_") ? name.substring(1) : name;
        return WITH_TYPE.matcher(plain).replaceFirst("$1");
    }

    /** Puts a text of its own in the place of each text that nothing depends on; every resource gets an element that FHIR does not have. */
    static ObjectNode marked(ObjectNode message) {
        ObjectNode marked = message.deepCopy();
        marked.path("entry").forEach(entry -> {
            ((ObjectNode) entry.path("resource")).putObject("notOfFhir").put("madeUp", "words");
            entry.path("resource").findParents("family").forEach(name -> ((ObjectNode) name)
                    .putObject("_family")
                    .putArray("extension")
                    .addObject()
                    .put("url", "https://example.org/own-name")
                    .put("valueString", "words"));
        });
        mark(marked, new int[1]);
        return marked;
    }

    private static void mark(JsonNode node, int[] count) {
        if (node instanceof ObjectNode object) {
            new ArrayList<>(object.properties()).forEach(member -> {
                boolean isFree = FREE_TEXT.contains(member.getKey());
                if (isFree && member.getValue().isTextual()) {
                    object.put(member.getKey(), marker(count));
                } else if (isFree && member.getValue() instanceof ArrayNode list) {
                    for (int i = 0; i < list.size(); i++) {
                        if (list.get(i).isTextual()) {
                            list.set(i, TextNode.valueOf(marker(count)));
                        }
                    }
                }
                mark(member.getValue(), count);
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            mark(node.get(i), count);
        }
    }

    private static String marker(int[] count) {
        return "Marker" + count[0]++ + "m";
    }

    static boolean isMarker(JsonNode value) {
        return value.isTextual() && value.textValue().matches("Marker\\d+m");
    }

    /** The paths of a view's list. */
    static List<String> listed(JsonNode view) {
        return view.path("notCarried").findValuesAsText("element");
    }

    static boolean isBelow(String path, String listed) {
        return path.equals(listed)
                || (path.startsWith(listed)
                        && (path.charAt(listed.length()) == '.' || path.charAt(listed.length()) == '['));
    }

    /** The values that are neither in the view nor in its list; none, where the view is honest. */
    static List<String> lost(Map<String, JsonNode> elements, ObjectNode view) {
        List<String> listed = listed(view);
        Map<String, JsonNode> carried = new LinkedHashMap<>(elements);
        carried.keySet().removeIf(path -> listed.stream().anyMatch(one -> isBelow(path, one)));
        ObjectNode shown = view.deepCopy();
        shown.remove("notCarried");
        Set<Object> values = new HashSet<>();
        collectValues(shown, values);
        return carried.entrySet().stream()
                .filter(one -> !values.contains(value(one.getValue())))
                .filter(one -> !LEADING.contains(last(one.getKey())) || !leads(one, carried))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A url, an id or a fullUrl must stand beside something that is carried; a reference must lead to such an entry. */
    private static boolean leads(Map.Entry<String, JsonNode> element, Map<String, JsonNode> carried) {
        String path = element.getKey();
        String name = element.getValue().asText();
        String holder = path.substring(0, path.lastIndexOf('.'));
        return switch (last(path)) {
            case "reference" ->
                carried.entrySet().stream().filter(one -> isNamed(one, name)).anyMatch(one -> leads(one, carried));
            case "fullUrl" -> isBeside(path, holder + ".resource.", carried);
            default -> isBeside(path, holder + ".", carried);
        };
    }

    private static boolean isNamed(Map.Entry<String, JsonNode> element, String reference) {
        String name = element.getValue().asText();
        return switch (last(element.getKey())) {
            case "fullUrl" -> name.equalsIgnoreCase(reference);
            case "id" -> reference.endsWith("/" + name);
            default -> false;
        };
    }

    private static boolean isBeside(String path, String prefix, Map<String, JsonNode> carried) {
        return carried.keySet().stream()
                .anyMatch(one -> one.startsWith(prefix)
                        && !one.equals(path)
                        && !last(one).equals("url"));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1).replaceFirst("\\[\\d+]$", "");
    }

    private static void collectValues(JsonNode node, Set<Object> values) {
        if (node.isValueNode()) {
            values.add(value(node));
        }
        node.forEach(one -> collectValues(one, values));
    }

    private static Object value(JsonNode node) {
        return node.isNumber() ? new BigDecimal(node.asText()).stripTrailingZeros() : node.asText();
    }
}
