package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** routes/ is the table of contents of the system, so it is held to a style. */
class RouteStyleTest {

    private static final List<String> STEPS = List.of(
            "choice",
            "filter",
            "split",
            "setBody",
            "setHeaders",
            "setProperty",
            "threads",
            "onException",
            "log",
            "transform");
    private static final List<String> SCRIPTS = List.of("groovy", "js", "mvel", "ognl", "spel", "java");
    private static final List<String> HANDLED_ELSEWHERE = List.of("doTry", "errorHandler");

    @TestFactory
    Stream<DynamicTest> each_route_file() {
        return Sources.routes().stream().map(file -> dynamicTest(file.toString(), () -> check(file)));
    }

    private static void check(Path file) {
        String name = file.getFileName().toString();
        String text = Sources.read(file);
        List<Map<String, Object>> entries = new Yaml().load(text);

        assertThat(name).matches("\\d[05]-[a-z-]+\\.yaml");
        assertThat(text).startsWith("# ");
        assertThat(text.lines().count()).as("lines").isLessThanOrEqualTo(80);
        String verb = name.substring(3, name.length() - 5);
        for (Map<String, Object> route : routes(entries)) {
            assertThat(route.get("id").toString()).startsWith(verb);
            assertThat(route).containsKey("description");
            assertThat(route.get("routeConfigurationId")).isIn("answer-faults", "answer-local", "retry-later", "go-on");
        }
        walk(entries, (key, value) -> checkNode(name, key, value));
    }

    private static void checkNode(String file, String key, Object value) {
        assertThat(SCRIPTS).as("no scripts in YAML").doesNotContain(key);
        assertThat(HANDLED_ELSEWHERE).as("failures end in 00-faults.yaml").doesNotContain(key);
        if (!file.startsWith("00-")) {
            assertThat(key).as("failures end in 00-faults.yaml").isNotEqualTo("onException");
        }
        assertThat(key).as("write to: bean:").isNotIn("bean", "process", "script");
        if (key.equals("uri")) {
            assertThat(value.toString()).as("options go under parameters").doesNotContain("?");
            assertThat(value.toString()).as("a step class has one method").doesNotContain("method=");
        }
        if (value instanceof Map<?, ?> step && isStep(file, key)) {
            assertThat(step.containsKey("id")).as(key + " needs an id").isTrue();
            assertThat(step.containsKey("description") || key.equals("filter") || key.equals("onException"))
                    .as(key + " needs a description")
                    .isTrue();
        }
        if (key.equals("message")) {
            assertThat(value.toString())
                    .as("bodies and headers hold patients")
                    .doesNotContain("${body", "${header", "${in.");
        }
    }

    private static boolean isStep(String file, String key) {
        return STEPS.contains(key) || (key.equals("to") && !file.startsWith("10-"));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> routes(List<Map<String, Object>> entries) {
        List<Map<String, Object>> routes = new ArrayList<>();
        entries.forEach(entry -> {
            if (entry.get("route") instanceof Map<?, ?> route) {
                routes.add((Map<String, Object>) route);
            }
        });
        return routes;
    }

    static void walk(Object node, BiConsumer<String, Object> visit) {
        if (node instanceof List<?> list) {
            list.forEach(item -> walk(item, visit));
        } else if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visit.accept(key.toString(), value);
                walk(value, visit);
            });
        }
    }
}
