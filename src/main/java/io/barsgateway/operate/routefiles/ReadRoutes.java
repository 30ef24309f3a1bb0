package io.barsgateway.operate.routefiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.StringReader;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Route files as trees that know their lines, each held to the schema that Camel ships. */
public final class ReadRoutes {

    private static final int MUCH = 1000;
    private static final String SCHEMA = "/schema/camelYamlDsl.json";

    /** One for all readers. Routes are seldom read, so the collector may free it after some minutes; then it is built again. */
    private static SoftReference<JsonSchema> ofCamel = new SoftReference<>(null);

    private final ObjectMapper json = new ObjectMapper();

    /** By name, what was good when it was last read: an edit of one file is no reason to hold all others to the schema again. */
    private final Map<String, Read> good = new ConcurrentHashMap<>();

    private record Read(String text, RouteTree tree) {}

    private static synchronized JsonSchema ofCamel() {
        JsonSchema kept = ofCamel.get();
        if (kept == null) {
            kept = schema();
            ofCamel = new SoftReference<>(kept);
        }
        return kept;
    }

    /** Camel's, of which a part is built when a route first uses it: the whole of it takes seconds and 260 MB of the heap. */
    static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(VersionFlag.V4)
                .getSchema(
                        Objects.requireNonNull(ReadRoutes.class.getResourceAsStream(SCHEMA), SCHEMA),
                        SchemaValidatorsConfig.builder()
                                .preloadJsonSchema(false)
                                .build());
    }

    /** The trees of the files that could be read; what is wrong with the others is added to the problems. */
    public List<RouteTree> read(RouteSet set, List<RouteProblem> problems) {
        List<RouteTree> trees = new ArrayList<>();
        set.routes()
                .forEach((file, text) ->
                        kept(file, text).or(() -> read(file, text, problems)).ifPresent(trees::add));
        return trees;
    }

    /** The trees of a set that was read and found good before. */
    public static List<RouteTree> trees(RouteSet set) {
        List<RouteTree> trees = new ArrayList<>();
        set.routes().forEach((file, text) -> {
            Node node = yaml().compose(new StringReader(text));
            NamedEndpoints.spell(node);
            trees.add(new RouteTree(file, node));
        });
        return trees;
    }

    private Optional<RouteTree> kept(String file, String text) {
        return Optional.ofNullable(good.get(file))
                .filter(read -> read.text().equals(text))
                .map(Read::tree);
    }

    private Optional<RouteTree> read(String file, String text, List<RouteProblem> problems) {
        Node node;
        try {
            node = yaml().compose(new StringReader(text));
            if (node == null) {
                problems.add(new RouteProblem(file, 0, "is empty; delete it, or write a list of routes"));
                return Optional.empty();
            }
            RouteTree tree = new RouteTree(file, node);
            if (check(tree, yaml().load(text), problems)) {
                NamedEndpoints.spell(node);
                good.put(file, new Read(text, tree));
                return Optional.of(tree);
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(YamlMistake.problem(file, text, line, String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            problems.add(new RouteProblem(
                    file,
                    0,
                    "is no YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
        return Optional.empty();
    }

    private boolean check(RouteTree tree, Object content, List<RouteProblem> problems) {
        Set<ValidationMessage> found = ofCamel().validate(json.valueToTree(content));
        found.stream().max(Comparator.comparingInt(ReadRoutes::telling)).ifPresent(message -> {
            String place = message.getInstanceLocation()
                    .toString()
                    .replaceAll("^\\$|\\]", "")
                    .replaceAll("[.\\[]", "/")
                    .replaceFirst("^/", "");
            RouteTree at = tree.at(place);
            problems.add(new RouteProblem(
                    tree.file(),
                    at.keys().stream()
                            .filter(key -> key.text().equals(message.getProperty()))
                            .findFirst()
                            .orElse(at)
                            .line(),
                    "does not meet Camel's schema: "
                            + String.valueOf(message.getMessage()).replaceFirst("^\\$[^:]*: ", "")
                            + meant(message)
                            + quoted(message)));
        });
        return found.isEmpty();
    }

    /** Every key that the schema knows somewhere. */
    private static Set<String> keys(JsonNode schema) {
        Set<String> keys = new HashSet<>();
        schema.findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(keys::add));
        return keys;
    }

    /** How much a message helps: one about a key that is unknown or missing, deep inside, more than that nothing fits. */
    private static int telling(ValidationMessage message) {
        int depth = message.getInstanceLocation().getNameCount();
        return switch (message.getType()) {
            case "additionalProperties" -> 2 * MUCH + depth;
            case "oneOf", "anyOf" -> depth;
            default -> MUCH + depth;
        };
    }

    /** The key of Camel's that is near to the one that it does not know. */
    private static String meant(ValidationMessage message) {
        if (!"additionalProperties".equals(message.getType())) {
            return "";
        }
        String key = String.valueOf(message.getProperty());
        Set<String> known = keys(ofCamel().getSchemaNode());
        return known.contains(key) ? "" : RouteRules.near(key, known);
    }

    /** YAML reads no, yes and 1 as something else than a text. */
    private static String quoted(ValidationMessage message) {
        return "type".equals(message.getType())
                        && String.valueOf(message.getMessage())
                                .matches(".*(?:boolean|integer|number) found, string expected")
                ? "; put it in quotes"
                : "";
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }
}
