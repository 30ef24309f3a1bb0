package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.house.RouteFiles.Route;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every step is a class with one method, and every door begins with the steps that admit its callers. */
class RouteFlowTest {

    private static final String ADMIT_CALLER = "direct:admit-caller";
    private static final String ADMIT_TO_SERVICE = "direct:admit-to-service";
    private static final String ADMIT_LOCAL_SYSTEM = "direct:admit-local-system";
    private static final String ADMIT_OPERATOR = "direct:admit-operator";
    private static final List<String> ADMIT_BY_ROLE = List.of(
            "direct:admit-to-view",
            "direct:admit-to-find-patients",
            "direct:admit-to-act",
            "direct:admit-to-administer");

    /** Doors of the local side that ask for no credential; their files say why. */
    private static final Set<String> OPEN_TO_ANY_LOCAL_SYSTEM = Set.of(
            "health",
            "health-live",
            "health-ready",
            "schema",
            "schema-request",
            "schema-decision",
            "schema-view",
            "schema-operator");

    private static final Set<String> FROM_MEMORY = Stream.concat(
                    OPEN_TO_ANY_LOCAL_SYSTEM.stream(), Stream.of("metrics"))
            .collect(Collectors.toSet());

    /** That each finds the variables that it reads is for the gateway's own check of routes to see. */
    @Test
    void every_step_is_a_class_with_one_method() {
        assertThat(Sources.steps()).isNotEmpty().allSatisfy(RouteFlowTest::hasOneMethod);
    }

    @Test
    void every_called_route_is_there_once() {
        assertThat(called())
                .isNotEmpty()
                .allSatisfy(uri -> assertThat(RouteFiles.from(uri)).as(uri).hasSize(1));
        assertThat(RouteFiles.ROUTES.values().stream()
                        .map(Route::uri)
                        .filter(uri -> uri.startsWith("direct:"))
                        .filter(uri -> Stream.concat(called(), RouteFiles.behindTheProxysDoors().stream())
                                .noneMatch(uri::equals)))
                .as("routes that nobody calls")
                .isEmpty();
    }

    @Test
    void every_door_of_the_proxys_side_admits_its_caller_first() {
        List<String> doors = RouteFiles.behindTheProxysDoors();
        assertThat(doors).isNotEmpty().allSatisfy(door -> assertThat(RouteFiles.from(door))
                .as("routes behind " + door)
                .singleElement()
                .satisfies(route -> assertThat(first(route)).isIn(ADMIT_CALLER, ADMIT_TO_SERVICE)));
    }

    @Test
    void every_local_door_first_checks_who_calls() {
        List<Route> doors = RouteFiles.ROUTES.values().stream()
                .filter(route -> route.uri().startsWith("netty-http:"))
                .toList();
        assertThat(doors).isNotEmpty().allSatisfy(door -> {
            assertThat(door.uri())
                    .as("only 10-doors.yaml opens doors to the proxy")
                    .contains("//{{bars.local.host}}:{{bars.local.port}}/");
            if (!OPEN_TO_ANY_LOCAL_SYSTEM.contains(door.id())) {
                assertThat(first(door))
                        .as(door.id())
                        .isIn(
                                door.uri().contains("}}/operator/")
                                        ? ADMIT_BY_ROLE
                                        : List.of(ADMIT_LOCAL_SYSTEM, "direct:admit-monitor"));
            }
        });
    }

    /** What waits for the store or for another system does so on the workers of its kind, never on those of the listener. */
    @Test
    void every_local_door_that_waits_uses_the_worker_pool_of_its_kind() {
        List<Route> doors = RouteFiles.ROUTES.values().stream()
                .filter(route -> route.uri().startsWith("netty-http:"))
                .filter(route -> !FROM_MEMORY.contains(route.id()))
                .toList();
        assertThat(doors).isNotEmpty().allSatisfy(door -> assertThat(
                        ((Map<?, ?>) ((List<?>) door.steps()).get(1)).get("threads"))
                .as(door.id())
                .isInstanceOfSatisfying(Map.class, threads -> assertThat(threads.get("executorService"))
                        .isEqualTo(workers(door))));
    }

    /** What shows something of a patient to a local system says so in the audit, before it is shown. */
    @Test
    void every_read_of_a_local_system_is_named_and_audited() {
        List<Route> doors = RouteFiles.ROUTES.values().stream()
                .filter(route -> route.uri().startsWith("netty-http:"))
                .filter(route -> first(route).equals(ADMIT_LOCAL_SYSTEM))
                .filter(route -> !FROM_MEMORY.contains(route.id()))
                .filter(route -> route.from().get("parameters") instanceof Map<?, ?> parameters
                        && "GET".equals(parameters.get("httpMethodRestrict")))
                .toList();
        assertThat(doors).hasSizeGreaterThan(3).allSatisfy(door -> assertThat(steps(door))
                .as(door.id())
                .containsSubsequence("bean:nameRead", "bean:auditRead", "bean:writeAnswer"));
    }

    /** Its own, and those of the routes that it calls. */
    private static List<String> steps(Route route) {
        return route.uris().stream()
                .flatMap(uri -> Stream.concat(
                        Stream.of(uri), RouteFiles.from(uri).stream().flatMap(called -> steps(called).stream())))
                .toList();
    }

    private static String workers(Route door) {
        if (door.uri().contains("}}/operator/")) {
            return "operations";
        }
        return door.uri().contains("}}/services/") ? "questions" : "reports";
    }

    @Test
    void what_admits_is_whole() {
        assertThat(admits(ADMIT_CALLER))
                .containsExactly(
                        "bean:readConnection",
                        "bean:checkChain",
                        "bean:askWhetherRevoked",
                        "bean:identifyCaller",
                        "bean:checkAddress",
                        "bean:readRequest",
                        "bean:nameAnswer");
        assertThat(admits(ADMIT_TO_SERVICE)).startsWith(ADMIT_CALLER, "bean:checkIds", "bean:findTenant");
        assertThat(admits(ADMIT_LOCAL_SYSTEM))
                .containsExactly(
                        "bean:readLocalConnection", "bean:checkCredential", "bean:readRequest", "bean:weighBody");
        assertThat(admits(ADMIT_OPERATOR))
                .containsExactly(
                        "bean:readLocalConnection", "bean:checkOperator", "bean:readRequest", "bean:weighBody");
        assertThat(ADMIT_BY_ROLE)
                .allSatisfy(role -> assertThat(admits(role)).as(role).containsExactly(ADMIT_OPERATOR));
    }

    private static List<String> admits(String uri) {
        return RouteFiles.from(uri).get(0).uris();
    }

    /** The endpoint of its first step; nothing that comes in is touched before. */
    private static Object first(Route route) {
        Map<?, ?> step = (Map<?, ?>) ((List<?>) route.steps()).get(0);
        return step.get("to") instanceof Map<?, ?> to ? to.get("uri") : step.keySet();
    }

    private static Stream<String> called() {
        return RouteFiles.ROUTES.values().stream()
                .flatMap(route -> route.uris().stream())
                .filter(uri -> uri.startsWith("direct:"))
                .distinct();
    }

    /** Camel would choose among several by what the body looks like. */
    private static void hasOneMethod(String step) {
        Class<?> type = Sources.BARS.stream()
                .filter(c -> c.getSimpleName().equals(step))
                .findAny()
                .orElseThrow(() -> new AssertionError("no class for the step " + step))
                .reflect();
        assertThat(Stream.of(type.getDeclaredMethods())
                        .filter(m -> !Modifier.isPrivate(m.getModifiers()) && !m.isSynthetic()))
                .as(step + " has one method that is not private")
                .hasSize(1);
    }
}
