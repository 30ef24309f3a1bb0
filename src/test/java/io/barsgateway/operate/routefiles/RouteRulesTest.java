package io.barsgateway.operate.routefiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of all route files together. */
class RouteRulesTest {

    private static final ReadRoutes READER = new ReadRoutes();

    private static List<RouteProblem> problems(RouteSet set) {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> files = READER.read(set, problems);
        problems.addAll(RouteRules.problems(files));
        return problems;
    }

    private static RouteSet shippedBut(String file, String text) throws IOException {
        SortedMap<String, String> files =
                new TreeMap<>(RouteSet.read(Path.of("routes")).files());
        files.put(file, text);
        return new RouteSet(files);
    }

    @Test
    void the_shipped_routes_are_whole() throws IOException {
        assertThat(problems(RouteSet.read(Path.of("routes")))).isEmpty();
    }

    @Test
    void a_problem_names_its_file_and_line() throws IOException {
        assertThat(problems(shippedBut("99-mine.yaml", """
                        # Mine.
                        - route:
                            id: mine
                            routeConfigurationId: go-on
                            from:
                              uri: direct:mine
                              steps:
                                - to:
                                    id: to-nowhere
                                    uri: direct:admit-operater
                        """)))
                .extracting(RouteProblem::toString)
                .containsExactly(
                        "99-mine.yaml:10: no route begins at direct:admit-operater; do you mean direct:admit-operator?");
    }

    /** As a visual editor writes it. */
    @Test
    void a_call_whose_name_is_a_parameter_must_have_its_route_too() throws IOException {
        assertThat(problems(shippedBut("99-mine.yaml", """
                        - route:
                            id: mine
                            routeConfigurationId: go-on
                            from:
                              uri: direct
                              parameters:
                                name: mine
                              steps:
                                - to:
                                    id: to-nowhere
                                    uri: direct
                                    parameters:
                                      name: nowhere
                                - to:
                                    id: to-mine
                                    uri: direct:mine
                        """)))
                .extracting(RouteProblem::toString)
                .singleElement()
                .asString()
                .startsWith("99-mine.yaml:11: no route begins at direct:nowhere");
    }

    /** A user's copy of before would read variables that are not there any more, and only say so when a message comes. */
    @ParameterizedTest
    @CsvSource({"40-deliver.yaml, bean:authoriseCall", "35-confirm.yaml, bean:addressDecision"})
    void a_file_that_lacks_a_new_step_is_refused(String file, String step) throws IOException {
        String shipped = Files.readString(Path.of("routes", file));

        assertThat(problems(shippedBut(file, shipped.replace(step, "bean:checkBytes"))))
                .extracting(RouteProblem::toString)
                .singleElement()
                .asString()
                .startsWith("routes: no route has the step " + step)
                .endsWith("take it over from the shipped " + file);
    }

    /** Each would send a message where it says itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "toD:\n uri: https:${header.Host}",
                "toD:\n uri: direct:deliver-one",
                "recipientList:\n simple: ${body}",
                "routingSlip:\n simple: ${header.next}",
                "dynamicRouter:\n simple: ${header.next}",
                "wireTap:\n uri: https:${header.Host}",
                "enrich:\n simple: https:${header.Host}",
                "enrich:\n expression:\n  simple:\n   expression: https:${header.Host}",
                "enrich:\n jsonpath: $.url",
                "pollEnrich:\n simple: file:${header.folder}"
            })
    void a_step_that_chooses_its_endpoint_per_message_is_refused(String step) throws IOException {
        assertThat(problems(shippedBut("99-mine.yaml", mine(step))))
                .extracting(RouteProblem::toString)
                .singleElement()
                .asString()
                .startsWith("99-mine.yaml:")
                .contains(step.substring(0, step.indexOf(':')) + " chooses where a message goes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wireTap:\n uri: direct:view",
                "enrich:\n constant: direct:view",
                "enrich:\n expression:\n  constant:\n   expression: direct:view",
                "toD:\n uri: ${variable.destination.route}"
            })
    void one_that_settings_or_the_route_itself_name_is_good(String step) throws IOException {
        assertThat(problems(shippedBut("99-mine.yaml", mine(step)))).isEmpty();
    }

    private static String mine(String step) {
        return """
                # Mine.
                - route:
                    id: mine
                    routeConfigurationId: go-on
                    from:
                      uri: direct:mine
                      steps:
                        - STEP
                """.replace("STEP", step.replace("\n", "\n" + " ".repeat(14)));
    }

    @Test
    void a_line_is_named_where_yaml_ends_being_yaml() throws IOException {
        assertThat(problems(shippedBut("99-mine.yaml", "- route:\n    id: \"mine\n")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(3));
    }
}
