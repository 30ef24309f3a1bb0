package io.barsgateway.operate.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_line_is_named_where_yaml_ends_being_yaml() throws IOException {
        assertThat(problems(shippedBut("99-mine.yaml", "- route:\n    id: \"mine\n")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(3));
    }
}
