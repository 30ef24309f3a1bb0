package io.barsgateway.operate.routeauthor;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Routes as Mermaid draws them. */
class RouteGraphTest {

    private static final Pattern BOX = Pattern.compile("^    (\\w+)\\[\"", Pattern.MULTILINE);

    private static List<RouteTree> files(String text) {
        return ReadRoutes.trees(new RouteSet(new TreeMap<>(Map.of("mine.yaml", text))));
    }

    private static String route(String id, String steps) {
        return "- route:\n    id: " + id + "\n    from:\n      uri: direct:" + id + "\n      steps:\n" + steps;
    }

    private static String to(String uri) {
        return "        - to:\n            uri: " + uri + "\n";
    }

    private static List<String> boxes(String graph) {
        return BOX.matcher(graph)
                .results()
                .map((MatchResult box) -> box.group(1))
                .toList();
    }

    @Test
    void a_route_that_calls_another_points_at_it() {
        String graph = RouteGraph.whole(files(route("one", to("direct:two")) + route("two", to("https:pas.test"))));

        List<String> boxes = boxes(graph);
        assertThat(boxes).hasSize(2);
        assertThat(graph)
                .contains("  " + boxes.get(0) + " --> " + boxes.get(1))
                .containsPattern("  " + boxes.get(1) + " -\\.-> \\w+\\[\\[\"https:pas\\.test\"]]");
    }

    /** The two names have the same hash code. */
    @Test
    void routes_of_similar_names_are_boxes_of_their_own() {
        assertThat("AaAa".hashCode()).isEqualTo("BBBB".hashCode());

        assertThat(boxes(RouteGraph.whole(files(route("AaAa", to("bean:map")) + route("BBBB", to("bean:map"))))))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_folder_is_drawn_the_same_each_time() throws IOException {
        List<RouteTree> shipped = ReadRoutes.trees(RouteSet.read(Path.of("routes")));

        String graph = RouteGraph.whole(shipped);

        assertThat(RouteGraph.whole(shipped)).isEqualTo(graph);
        assertThat(boxes(graph)).doesNotHaveDuplicates().hasSizeGreaterThan(40);
    }

    @Test
    void who_is_let_in_stands_in_the_box_and_is_no_line() {
        String graph = RouteGraph.whole(files(route("mine", to("direct:admit-caller") + to("direct:admit-caller"))));

        assertThat(graph).contains("[\"mine<br>(admit-caller)\"]").doesNotContain("-->");
    }

    @Test
    void signs_of_mermaid_are_written_as_it_wants_them() {
        String graph =
                RouteGraph.ofOne(files(route("q", "        - to:\n            uri: 'https:{{pas}}/<\"x\">'\n")), "q");

        assertThat(graph).contains("[\"to<br>https:pas/#lt;#quot;x#quot;>\"]");
    }

    @Test
    void steps_stand_in_their_order_and_a_choice_branches() {
        String graph = RouteGraph.ofOne(files(route("c", """
                        - choice:
                            when:
                              - simple: "1 == 1"
                                steps:
                                  - to: direct:yes
                            otherwise:
                              steps:
                                - to: direct:no
                        - to: direct:then
                """)), "c");

        assertThat(graph.lines())
                .containsSubsequence(
                        "flowchart TD", "  n0([\"direct:c\"])", "  n1{\"choice\"}", "  n0 --> n1", "  n1 --> n2")
                .contains("  n1 --> n3", "  n2 --> n4", "  n3 --> n4")
                .doesNotContain("  n1 --> n4");
    }

    @Test
    void a_choice_without_otherwise_may_pass_it_by() {
        String graph = RouteGraph.ofOne(files(route("c", """
                        - choice:
                            when:
                              - simple: "1 == 1"
                                steps:
                                  - to: direct:yes
                        - to: direct:then
                """)), "c");

        assertThat(graph.lines()).contains("  n1 --> n3", "  n2 --> n3");
    }

    @Test
    void a_route_that_is_not_there_has_no_picture() {
        assertThat(RouteGraph.ofOne(files(route("one", to("bean:map"))), "two")).isEmpty();
    }
}
