package io.barsgateway.operate.routeauthor;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes as `bars routes list` names them. */
class RouteEntryTest {

    private static List<RouteEntry> entries(String text) {
        return RouteEntry.of(ReadRoutes.trees(new RouteSet(new TreeMap<>(Map.of("local/pas.yaml", text)))));
    }

    private static RouteEntry beginningAt(String start) {
        return new RouteEntry("id", "", start, "x.yaml:1", List.of());
    }

    @Test
    void a_route_has_its_place_and_the_endpoints_it_goes_to() {
        assertThat(entries("""
                # Ours.
                - route:
                    id: pas
                    description: Tells the PAS
                    from:
                      uri: direct:pas
                      steps:
                        - to: bean:map
                        - choice:
                            when:
                              - simple: "${body} != ''"
                                steps:
                                  - to:
                                      uri: https:pas.test
                """))
                .containsExactly(new RouteEntry(
                        "pas",
                        "Tells the PAS",
                        "direct:pas",
                        "local/pas.yaml:3",
                        List.of("bean:map", "https:pas.test")));
    }

    /** As visual editors write it; to Camel both are one. */
    @Test
    void a_name_among_the_parameters_is_part_of_the_endpoint() {
        assertThat(entries("""
                - route:
                    id: pas
                    from:
                      uri: direct
                      parameters:
                        name: pas
                      steps:
                        - to:
                            uri: direct
                            parameters:
                              name: pas-two
                        - to:
                            uri: bean
                            parameters:
                              beanName: map
                """))
                .singleElement()
                .satisfies(route -> assertThat(route.start()).isEqualTo("direct:pas"))
                .satisfies(route -> assertThat(route.uris()).containsExactly("direct:pas-two", "bean:map"));
    }

    @Test
    void a_timer_is_known_by_its_name() {
        RouteEntry timer = entries("""
                - route:
                    id: look
                    from:
                      uri: scheduler
                      parameters:
                        name: look
                      steps: []
                """).get(0);

        assertThat(timer.start()).isEqualTo("scheduler:look");
        assertThat(timer.begins()).isEqualTo("every look");
    }

    @Test
    void a_route_without_steps_goes_nowhere() {
        assertThat(entries("- route:\n    id: bare\n    from:\n      uri: direct:bare\n"))
                .singleElement()
                .satisfies(route -> assertThat(route.uris()).isEmpty());
        assertThat(entries("- rest: {}\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "netty-http:http://{{bars.local.host}}:{{bars.local.port}}/hello, local side /hello",
        "netty-http:https://host:1/operator/work, local side /operator/work",
        "direct:pas, direct:pas",
        "scheduler:deliver, every deliver"
    })
    void a_door_a_timer_and_a_called_route_are_told_apart(String start, String words) {
        assertThat(beginningAt(start).begins()).isEqualTo(words);
    }
}
