package io.barsgateway.operate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.deliver.mapping.Mappings;
import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings, code tables, and what names them in routes. */
class CheckMappingsTest {

    private static final Map<String, String> FILES = Map.of(
            "local/pas.jsonata", "{ \"priority\": $translate(priority, \"local/priority.csv\") }",
            "local/priority.csv", "priority,pas\nC1,1\n");

    private static List<String> problems(Map<String, String> more) {
        TreeMap<String, String> files = new TreeMap<>(FILES);
        files.putAll(more);
        RouteSet set = new RouteSet(files);
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> trees = new ReadRoutes().read(set, problems);
        Mappings mappings = CheckMappings.check(set, trees, problems);
        if (problems.isEmpty()) {
            assertThat(mappings.files()).contains("local/pas.jsonata");
        }
        return problems.stream().map(RouteProblem::toString).toList();
    }

    private static Map<String, String> route(String setting) {
        return Map.of("local/99-mine.yaml", """
                - route:
                    id: mine
                    from:
                      uri: direct:mine
                      steps:
                        - setVariable:
                            name: mapping
                            %s
                        - to:
                            uri: bean:map
                """.formatted(setting));
    }

    @Test
    void a_whole_set_is_compiled() {
        assertThat(problems(Map.of())).isEmpty();
    }

    @Test
    void a_mistake_in_a_mapping_or_code_table_names_its_line() {
        assertThat(problems(Map.of(
                        "local/pas.jsonata",
                        "{\n \"a\": $nhsNumbr(b)\n}",
                        "local/priority.csv",
                        "priority,pas\n*,9\n")))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("local/pas.jsonata:2: $nhsNumbr is no function"))
                .anySatisfy(problem -> assertThat(problem).startsWith("local/priority.csv:2: has a default (*)"));
    }

    @Test
    void a_file_in_another_encoding_is_told_with_its_line(@TempDir Path folder) throws IOException {
        Path local = Files.createDirectory(folder.resolve("local"));
        Files.write(local.resolve("priority.csv"), "priority,pas\nC1,é\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(RouteSet.read(folder).files()))
                .containsExactly("local/priority.csv:2: has a character that is no UTF-8: save the file as UTF-8 (in a"
                        + " spreadsheet, as CSV UTF-8)");
    }

    /** Such as a dump of a database; it takes no room on the disk. */
    @Test
    void a_file_that_is_much_too_large_is_told_and_not_read(@TempDir Path folder) throws IOException {
        Path local = Files.createDirectory(folder.resolve("local"));
        for (String name : List.of("dump.csv", "dump.jsonata", "dump.yaml")) {
            try (RandomAccessFile file =
                    new RandomAccessFile(local.resolve(name).toFile(), "rw")) {
                file.setLength(300_000_000);
            }
        }

        RouteSet set = RouteSet.read(folder);

        assertThat(set.files().values()).allSatisfy(text -> assertThat(text).isEqualTo(RouteSet.TOO_LARGE));
        assertThat(problems(set.files()))
                .containsExactlyInAnyOrder(
                        "local/dump.csv: is larger than 1 MB, and was not read: take it out of the routes folder",
                        "local/dump.jsonata: is larger than 1 MB, and was not read: take it out of the routes folder",
                        "local/dump.yaml: is larger than 1 MB, and was not read: take it out of the routes folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constant: local/psa.jsonata",
                "expression: { constant: local/psa.jsonata }",
                "expression: { constant: { expression: local/psa.jsonata } }",
                "simple: local/psa.jsonata",
            })
    void a_route_that_names_a_mapping_which_is_not_there_is_told(String setting) {
        assertThat(problems(route(setting)))
                .containsExactly(
                        "local/99-mine.yaml:8: there is no mapping local/psa.jsonata in the routes folder; do you"
                                + " mean local/pas.jsonata?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"simple: \"${body}\"", "simple: \"local/${variable.work.meaning}.jsonata\"", "header: file"})
    void no_message_names_a_mapping(String setting) {
        assertThat(problems(route(setting)))
                .singleElement()
                .asString()
                .startsWith("local/99-mine.yaml:7: ")
                .contains("write the name of the file as a constant");
    }

    @Test
    void a_route_that_names_one_which_is_there_is_whole() {
        assertThat(problems(route("constant: local/pas.jsonata"))).isEmpty();
    }
}
