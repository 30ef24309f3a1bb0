package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.barsgateway.house.RouteFiles.Route;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** routes/ is the table of contents of the system, so it is held to a style; docs/adr/0019 has the reasons. */
class RouteStyleTest {

    private static final Set<String> SCRIPTS = Set.of("groovy", "js", "mvel", "ognl", "spel", "java", "joor", "python");
    private static final Set<String> EXPRESSIONS = Set.of("simple", "constant", "variable", "header", "jsonpath", "jq");
    private static final Set<String> NOT_HERE = Set.of("doTry", "bean", "process", "script");
    private static final Set<String> DYNAMIC =
            Set.of("toD", "recipientList", "routingSlip", "dynamicRouter", "enrich", "pollEnrich", "serviceCall");
    private static final Set<String> FAULTS_ONLY = Set.of("onException", "errorHandler");

    @TestFactory
    Stream<DynamicTest> each_route_file() {
        return Sources.routes().stream().map(file -> dynamicTest(file.toString(), () -> check(file)));
    }

    /** As Kaoto saves it: what is written in any other way comes back changed from the first edit there. */
    @TestFactory
    Stream<DynamicTest> each_route_file_is_in_canonical_block_form() {
        return Sources.routes().stream()
                .map(file -> dynamicTest(file.toString(), () -> {
                    ParserImpl parser =
                            new ParserImpl(new StreamReader(new StringReader(Sources.read(file))), new LoaderOptions());
                    for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
                        assertThat(event).as("an alias").isNotInstanceOf(AliasEvent.class);
                        if (event instanceof CollectionStartEvent start && start.getFlowStyle() == FlowStyle.FLOW) {
                            // {} and [] have no block form
                            assertThat(parser.peekEvent())
                                    .as("braces or brackets in line "
                                            + (start.getStartMark().getLine() + 1))
                                    .isInstanceOf(org.yaml.snakeyaml.events.CollectionEndEvent.class);
                        }
                    }
                }));
    }

    @Test
    void every_step_has_its_own_id_and_a_description() {
        // Camel refuses to start where a step has the id of a route
        List<String> ids = new ArrayList<>(RouteFiles.ROUTES.keySet());
        Sources.routes()
                .forEach(file -> RouteFiles.walk(new Yaml().<Object>load(Sources.read(file)), (key, value) -> {
                    if (key.equals("steps")) {
                        ((List<?>) value).forEach(step -> ids.add(checkStep(file, (Map<?, ?>) step)));
                    }
                }));
        assertThat(ids).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    private static String checkStep(Path file, Map<?, ?> step) {
        assertThat(step).as("a step in " + file).hasSize(1);
        Map<?, ?> options = (Map<?, ?>) step.values().iterator().next();
        assertThat(options.containsKey("id") && options.containsKey("description"))
                .as(file + ": id and description of " + step)
                .isTrue();
        return options.get("id").toString();
    }

    @TestFactory
    Stream<DynamicTest> each_route_names_how_it_fails() {
        List<String> doors = RouteFiles.behindTheProxysDoors();
        return RouteFiles.ROUTES.values().stream()
                .map(route -> dynamicTest(route.id(), () -> {
                    if (doors.contains(route.uri())) {
                        assertThat(route.configuration()).isEqualTo("answer-faults");
                    } else if (route.uri().startsWith("direct:")) {
                        assertThat(route.configuration()).isIn("leave-to-caller", "go-on");
                    } else if (route.uri().startsWith("netty-http:")) {
                        assertThat(route.configuration()).isEqualTo("answer-local");
                    } else {
                        assertThat(route.configuration()).isIn("retry-later", "deliver-on", "look-again", "tell-again");
                    }
                }));
    }

    /** Ten steps are a story, more than fifteen are two. */
    @TestFactory
    Stream<DynamicTest> each_route_is_one_story() {
        return RouteFiles.ROUTES.values().stream()
                .map(route -> dynamicTest(
                        route.id(), () -> assertThat(route.size()).as("steps").isLessThanOrEqualTo(15)));
    }

    /** Camel resolves placeholders and options in these headers, so they hold what settings or ProxyCalls made, and nothing else. */
    @Test
    void an_address_comes_from_settings_or_from_a_call_that_we_made() {
        Set<String> safe = Set.of("${variable.call.url}", "${variable.destination.url}", "${variable.notice.url}");
        List<String> seen = new ArrayList<>();
        Sources.routes()
                .forEach(file -> RouteFiles.walk(new Yaml().<Object>load(Sources.read(file)), (key, value) -> {
                    if (!isOutOfSettings(key, value)) {
                        assertThat(DYNAMIC)
                                .as(file + " sends where a message says")
                                .doesNotContain(key);
                    }
                    if (key.equals("headers") && value instanceof List<?> headers) {
                        headers.forEach(header -> seen.addAll(checkHeader((Map<?, ?>) header, safe)));
                    } else if (key.equals("setHeader") && value instanceof Map<?, ?> header) {
                        seen.addAll(checkHeader(header, safe));
                    }
                }));
        assertThat(seen).hasSize(4);
    }

    /** A route of the user's own, that the settings of a service name. */
    private static boolean isOutOfSettings(String key, Object value) {
        return key.equals("toD")
                && value instanceof Map<?, ?> step
                && "${variable.destination.route}".equals(step.get("uri"));
    }

    private static List<String> checkHeader(Map<?, ?> header, Set<String> safe) {
        String name = header.get("name").toString();
        assertThat(Set.of("CamelHttpPath", "CamelHttpQuery", "CamelHttpRawQuery", "CamelRestHttpUri"))
                .doesNotContain(name);
        if (!name.equals("CamelHttpUri")) {
            return List.of();
        }
        Map<?, ?> expression = (Map<?, ?>) ((Map<?, ?>) header.get("expression")).get("simple");
        assertThat(safe).contains(expression.get("expression").toString());
        return List.of(name);
    }

    private static void check(Path file) {
        String name = file.getFileName().toString();
        assertThat(name).matches("\\d[05]-[a-z-]+\\.yaml");
        assertThat(Sources.read(file)).startsWith("# ");
        String verb = name.substring(3, name.length() - 5);
        assertThat(RouteFiles.of(file).map(Route::id))
                .allSatisfy(id -> assertThat(id).startsWith(verb));
        assertThat(RouteFiles.of(file).map(Route::description)).doesNotContain("null");
        RouteFiles.walk(new Yaml().<Object>load(Sources.read(file)), (key, value) -> checkNode(name, key, value));
    }

    private static void checkNode(String file, String key, Object value) {
        assertThat(SCRIPTS).as("no scripts in YAML").doesNotContain(key);
        assertThat(NOT_HERE)
                .as("a step is to: bean:, and failures end in 00-faults.yaml")
                .doesNotContain(key);
        if (!file.startsWith("00-")) {
            assertThat(FAULTS_ONLY).as("failures end in 00-faults.yaml").doesNotContain(key);
        }
        if (key.equals("uri")) {
            assertThat(value.toString())
                    .as("options go under parameters, and a step class has one method")
                    .doesNotContain("?");
        }
        if (EXPRESSIONS.contains(key)) {
            assertThat(value).as("canonical: " + key + ": expression:").isInstanceOf(Map.class);
            assertThat(((Map<?, ?>) value).containsKey("expression")).as(key).isTrue();
        }
        if (key.equals("message")) {
            assertThat(value.toString())
                    .as("bodies and headers hold patients")
                    .doesNotContain("${body", "${header", "${in.", "${variable");
        }
    }
}
