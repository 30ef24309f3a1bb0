package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Lists what the view of one message leaves out. It walks the original, in which nothing is missing, beside the elements that HAPI made of
 * it: a value is carried where HAPI has it, the view wrote that element, and both say the same. Every other value is listed, by a
 * FHIRPath; a subtree of which nothing is carried is listed once.
 */
final class NotCarried {

    /** Elements that may turn the meaning of what they stand in (FHIR R4, Modifier Elements). */
    private static final Set<String> MODIFIERS = Set.of("modifierExtension", "implicitRules");

    private static final String TYPE = "resourceType";

    private static final int LONGEST_NAME = 100;

    private final CarriedElements carried;
    private final List<Left> left = new ArrayList<>();
    private final List<String> modifiers = new ArrayList<>();

    NotCarried(CarriedElements carried) {
        this.carried = carried;
    }

    /** One element that is not carried, with all below it. */
    private record Left(Path element, String resource, int values) {}

    /** Where an element stands. Of most nobody ever reads the path, so that its text is made of those only that are listed. */
    private record Path(@Nullable Path above, String step) {

        Path member(String name) {
            return new Path(this, "." + name);
        }

        Path at(int index) {
            return new Path(this, "[" + index + "]");
        }

        String text() {
            Deque<String> steps = new ArrayDeque<>();
            for (Path path = this; path != null; path = path.above) {
                steps.addFirst(path.step);
            }
            return String.join("", steps);
        }
    }

    /** How many values a subtree has, and how many of them are carried. */
    private record Count(int values, int carried) {

        Count and(Count other) {
            return new Count(values + other.values, carried + other.carried);
        }
    }

    ArrayNode of(JsonNode original, Resource content) {
        element(original, content, new Path(null, content.fhirType()), content.fhirType());
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        left.forEach(one -> list.addObject()
                .put("element", one.element().text())
                .put("resource", one.resource())
                .put("values", one.values()));
        return list;
    }

    /** FHIRPaths of elements that may change the meaning of what is in the view, in the order in which they were met. */
    List<String> modifiers() {
        return List.copyOf(modifiers);
    }

    private Count element(JsonNode node, @Nullable Base element, Path path, String resource) {
        if (node.isValueNode()) {
            return value(node, element, path, resource);
        }
        int before = left.size();
        String type = type(node).or(() -> type(node.path("resource"))).orElse(resource);
        return asOne(members(node, element, path, type), before, path, type);
    }

    private static Optional<String> type(JsonNode node) {
        return Optional.ofNullable(node.path(TYPE).textValue()).map(NotCarried::shortened);
    }

    private Count value(JsonNode node, @Nullable Base element, Path path, String resource) {
        if (node.isNull()) {
            return new Count(0, 0);
        }
        if (element instanceof PrimitiveType<?> primitive && carried.holds(primitive) && saysTheSame(primitive, node)) {
            return new Count(1, 1);
        }
        left.add(new Left(path, resource, 1));
        return new Count(1, 0);
    }

    /** Of a subtree of which nothing is carried, one element in place of those that were listed below it. */
    private Count asOne(Count count, int before, Path path, String resource) {
        if (count.carried() == 0 && count.values() > 0) {
            left.subList(before, left.size()).clear();
            left.add(new Left(path, resource, count.values()));
        }
        return count;
    }

    private Count members(JsonNode node, @Nullable Base element, Path path, String resource) {
        Count count = new Count(0, 0);
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!member.getKey().equals(TYPE)) {
                count = count.and(member(member.getKey(), member.getValue(), element, path, resource));
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            count = count.and(element(node.get(i), null, path.at(i), resource));
        }
        return count;
    }

    private Count member(String name, JsonNode node, @Nullable Base parent, Path above, String resource) {
        if (name.startsWith("_") && name.length() > 1) {
            return hanging(name.substring(1), node, parent, above, resource);
        }
        Property property = parent == null ? null : parent.getNamedProperty(name);
        Path path = above.member(step(property == null ? name : property.getName()));
        if (MODIFIERS.contains(name)) {
            modifiers.add(path.text());
        }
        if (!node.isArray()) {
            return element(node, only(property), path, resource);
        }
        int before = left.size();
        Count count = new Count(0, 0);
        for (int i = 0; i < node.size(); i++) {
            count = count.and(element(node.get(i), at(property, i), path.at(i), resource));
        }
        return asOne(count, before, path, resource);
    }

    /**
     * What FHIR hangs on a primitive is in JSON the member {@code _name} beside it. Its path leads through the primitive, which may
     * be carried while this is not.
     */
    private Count hanging(String name, JsonNode node, @Nullable Base parent, Path above, String resource) {
        Property property = parent == null ? null : parent.getNamedProperty(name);
        Path path = above.member(step(property == null ? name : property.getName()));
        if (node.isObject()) {
            return members(node, only(property), path, resource);
        }
        Count count = new Count(0, 0);
        for (int i = 0; i < node.size(); i++) {
            Path one = path.at(i);
            count = count.and(
                    node.get(i).isObject()
                            ? members(node.get(i), at(property, i), one, resource)
                            : element(
                                    node.get(i),
                                    null,
                                    above.member("_" + shortened(name)).at(i),
                                    resource));
        }
        return node.isArray() ? count : element(node, null, above.member("_" + shortened(name)), resource);
    }

    private static @Nullable Base only(@Nullable Property property) {
        return property != null && property.getValues().size() == 1
                ? property.getValues().get(0)
                : null;
    }

    private static @Nullable Base at(@Nullable Property property, int index) {
        return property != null && index < property.getValues().size()
                ? property.getValues().get(index)
                : null;
    }

    /** An element whose type is in its name in JSON ({@code valueString}) has no type in a path; an odd name is quoted. */
    private static String step(String name) {
        String plain = shortened(name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name);
        return plain.matches("[A-Za-z_][A-Za-z0-9_]*") ? plain : "`" + plain.replace("`", "\\`") + "`";
    }

    /** No name of FHIR is so long; one that is must not be repeated for each element below it. */
    private static String shortened(String name) {
        return name.length() > LONGEST_NAME
                ? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME / 2)) + "…"
                : name;
    }

    private static boolean saysTheSame(PrimitiveType<?> primitive, JsonNode node) {
        if (!primitive.hasValue()) {
            return false;
        }
        String text = primitive.getValueAsString();
        if (node.isNumber()) {
            return new BigDecimal(text).compareTo(node.decimalValue()) == 0;
        }
        return text.equals(node.asText())
                || (primitive instanceof IdType id && node.asText().equals(id.getIdPart()));
    }
}
