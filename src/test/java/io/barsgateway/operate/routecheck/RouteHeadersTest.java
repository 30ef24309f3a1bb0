package io.barsgateway.operate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A header that is all but the name of a known one is told; a condition on it would be silently false. */
class RouteHeadersTest {

    private static List<String> problems(SortedMap<String, String> files) {
        List<RouteProblem> unread = new ArrayList<>();
        List<RouteTree> trees = new ReadRoutes().read(new RouteSet(files), unread);
        assertThat(unread).isEmpty();
        return RouteHeaders.problems(trees).stream().map(RouteProblem::toString).toList();
    }

    private static SortedMap<String, String> shippedAnd(String condition) throws IOException {
        SortedMap<String, String> files =
                new TreeMap<>(RouteSet.read(Path.of("routes")).files());
        files.put("local/mine.yaml", """
                - route:
                    id: mine
                    routeConfigurationId: leave-to-caller
                    from:
                      uri: direct:mine
                      steps:
                        - setHeader:
                            id: mine-ward
                            name: X-My-Ward
                            simple: a
                        - filter:
                            id: mine-filter
                            simple: "%s"
                            steps:
                              - to: direct:view
                """.formatted(condition));
        return files;
    }

    @Test
    void the_shipped_routes_ask_for_known_headers() throws IOException {
        assertThat(problems(new TreeMap<>(RouteSet.read(Path.of("routes")).files())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "${header.X-Bars-Servic} == 'a',X-Bars-Service",
        "${header.X-Bar-Meanings} == 'a',X-Bars-Meaning",
        "${headers.X-Bars-Refrence} == 'a',X-Bars-Reference",
        "${header.CamelHttpResponsCode} == 200,CamelHttpResponseCode",
        "${header.X-My-Wrad} == 'a',X-My-Ward"
    })
    void a_misspelt_one_is_told_with_the_one_that_was_meant(String condition, String meant) throws IOException {
        assertThat(problems(shippedAnd(condition)))
                .singleElement()
                .asString()
                .startsWith("local/mine.yaml:13: no step sets a header ")
                .endsWith("do you mean " + meant + "?");
    }

    /** Names of headers have no case, and what a far system answers with nobody knows here. */
    @ParameterizedTest
    @CsvSource({
        "${header.X-Bars-Service} == 'a'",
        "${header.x-bars-service} == 'a'",
        "${header.X-My-Ward} == 'a'",
        "${header.X-Their-Own} == 'a'",
        "${header.ETag} == 'a'"
    })
    void one_that_is_known_or_near_to_none_is_taken(String condition) throws IOException {
        assertThat(problems(shippedAnd(condition))).isEmpty();
    }
}
