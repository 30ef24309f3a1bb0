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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/** What the gateway finds when it follows routes: what the compiler finds in Java. */
class RouteFlowTest {

    private static final ReadRoutes READER = new ReadRoutes();

    private static final Map<String, Class<?>> BEANS = new ClassPathScanningCandidateComponentProvider(true)
            .findCandidateComponents("io.barsgateway").stream()
                    .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                    .collect(Collectors.toMap(
                            type -> type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                                    + type.getSimpleName().substring(1),
                            Function.identity(),
                            (one, other) -> one));

    private static List<String> problems(SortedMap<String, String> files) {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> trees = READER.read(new RouteSet(files), problems);
        problems.addAll(RouteFlow.problems(trees, name -> Optional.ofNullable(BEANS.get(name))));
        return problems.stream().map(RouteProblem::toString).toList();
    }

    private static SortedMap<String, String> shipped() throws IOException {
        return new TreeMap<>(RouteSet.read(Path.of("routes")).files());
    }

    @Test
    void the_shipped_routes_flow() throws IOException {
        assertThat(problems(shipped())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "40-deliver.yaml|variableReceive: work|variableReceive: wrok|reads the variable work, which no step before it has set",
                "40-deliver.yaml|variableReceive: work|variableReceive: wrok|do you mean wrok?",
                "40-deliver.yaml|${variable.work} != null|${variable.wrk} != null|${variable.wrk} is a variable that no step before has set; do you mean work?",
                "40-deliver.yaml|${variable.work} != null|${variable.work.refrence} != null|${variable.work.refrence}: Work has no property refrence"
            })
    void a_mistake_is_named_with_its_file_and_line(String file, String from, String to, String said)
            throws IOException {
        SortedMap<String, String> files = shipped();
        String text = String.valueOf(files.get(file));
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to));

        assertThat(problems(files)).anySatisfy(problem -> assertThat(problem).contains(said));
        assertThat(problems(files)).allSatisfy(problem -> assertThat(problem).matches("[\\w-]+\\.yaml:\\d+: .*"));
    }

    /** What somebody's own steps make has no type that is known here: nothing is said of it. */
    @Test
    void a_variable_of_somebody_s_own_is_taken_as_it_is() throws IOException {
        SortedMap<String, String> files = shipped();
        files.put("99-mine.yaml", """
                - route:
                    id: mine
                    from:
                      uri: timer:mine
                      steps:
                        - setVariable:
                            name: told
                            constant: x
                        - to:
                            uri: http:example.org
                            variableReceive: answer
                        - setVariables:
                            variables:
                              - name: more
                                expression:
                                  constant: x
                        - log: "${variable.more}"
                        - log: "${variable.told.length} ${variable.answer.bytes} ${variable.missing}"
                """);

        assertThat(problems(files))
                .containsExactly("99-mine.yaml:18: ${variable.missing} is a variable that no step before has set");
    }
}
