package io.barsgateway.fhir.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FHIR that the gateway writes itself, as a JSON file of {@code src/main/resources/fhir} that reads like the result. A text such as
 * <code>{status}</code> is a hole, and may stand between words (<code>Schedule/{id}</code>). A text with a hole that gets no value is
 * left out, and so is what is empty then, since FHIR has no empty elements; of an element that is put in whole too.
 */
public final class Template {

    private static final Pattern HOLE = Pattern.compile("\\{([a-zA-Z]+)}");

    private final JsonNode tree;

    private Template(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * Reads the template of that name.
     *
     * @param holes every hole that it has, and no other: what a file lacks is found at start and not by a partner
     * @throws IllegalStateException where the file is not there, or has other holes
     */
    public static Template named(String name, String... holes) {
        try (InputStream file = Template.class.getResourceAsStream("/fhir/" + name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("There is no template fhir/" + name + ".json");
            }
            JsonNode tree = FhirJson.read(file.readAllBytes());
            Set<String> found = new TreeSet<>();
            addHoles(tree, found);
            if (!found.equals(Set.of(holes))) {
                throw new IllegalStateException("The template fhir/" + name + ".json has the holes " + found);
            }
            return new Template(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addHoles(JsonNode part, Set<String> found) {
        if (part.isTextual()) {
            HOLE.matcher(part.textValue()).results().forEach(hole -> found.add(hole.group(1)));
        }
        part.forEach(child -> addHoles(child, found));
    }

    /**
     * A copy of its own, with its holes filled.
     *
     * @param values texts, and elements for holes that are a whole element; what is missing or empty is left out
     */
    public ObjectNode with(Map<String, ?> values) {
        return (ObjectNode) filled(tree, values);
    }

    private static JsonNode filled(JsonNode part, Map<String, ?> values) {
        if (part.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            part.properties().forEach(member -> {
                JsonNode value = filled(member.getValue(), values);
                if (!FilledElements.isEmpty(value)) {
                    object.set(member.getKey(), value);
                }
            });
            return object;
        }
        if (part.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            part.forEach(item -> {
                JsonNode value = filled(item, values);
                if (!FilledElements.isEmpty(value)) {
                    list.add(value);
                }
            });
            return list;
        }
        return part.isTextual() ? text(part.textValue(), values) : part;
    }

    private static JsonNode text(String text, Map<String, ?> values) {
        Matcher hole = HOLE.matcher(text);
        if (!hole.find()) {
            return TextNode.valueOf(text);
        }
        if (hole.matches() && values.get(hole.group(1)) instanceof JsonNode element) {
            return FilledElements.of(element);
        }
        if (HOLE.matcher(text).results().anyMatch(one -> value(values, one).isEmpty())) {
            return TextNode.valueOf("");
        }
        return TextNode.valueOf(HOLE.matcher(text).replaceAll(one -> Matcher.quoteReplacement(value(values, one))));
    }

    private static String value(Map<String, ?> values, MatchResult hole) {
        Object value = values.get(hole.group(1));
        return value == null ? "" : value.toString();
    }
}
