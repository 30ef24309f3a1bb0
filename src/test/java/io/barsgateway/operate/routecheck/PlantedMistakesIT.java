package io.barsgateway.operate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.LocalRun;
import io.barsgateway.cli.run.UnstartedGateway;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake that people make in route files is found, at its line, with what to write instead. */
@TestInstance(Lifecycle.PER_CLASS)
class PlantedMistakesIT {

    private UnstartedGateway gateway;
    private CheckRoutes checkRoutes;

    @BeforeAll
    void makeTheParts(@TempDir Path home) throws Exception {
        Home chosen = Home.at(Optional.of(home));
        Map<String, Object> settings = new HashMap<>(LocalRun.settings(chosen, chosen.pki(), 9443));
        settings.put("mine.door", "netty-http:http://127.0.0.1:0/mine");
        settings.put("mine.log", "log:mine");
        settings.put("mine.queue", "seda:later");
        settings.put("mine.pas", "http://127.0.0.1:9100/in");
        settings.put("mine.warehouse", "http:dw.test/in");
        gateway = UnstartedGateway.of(settings, home, Optional.empty());
        checkRoutes = gateway.context().getBean(CheckRoutes.class);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    private static SortedMap<String, String> shipped() throws IOException {
        return new TreeMap<>(RouteSet.read(Path.of("routes")).files());
    }

    @Test
    void nothing_is_wrong_with_what_is_shipped() throws IOException {
        assertThat(checkRoutes.problems(Path.of("routes"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_is_found_at_its_line_with_what_to_write_instead(PlantedMistake mistake) throws IOException {
        SortedMap<String, String> files = shipped();
        files.put(mistake.file(), mistake.text(shipped()));

        List<RouteProblem> problems = checkRoutes.check(new RouteSet(files)).problems();

        assertThat(problems).anySatisfy(problem -> assertThat(problem.words()).contains(mistake.said()));
        assertThat(problems.stream()
                        .filter(problem -> problem.words().contains(mistake.said()))
                        .map(problem -> problem.file() + ":" + problem.line()))
                .contains(mistake.place() + ":" + mistake.line(shipped()));
    }

    @Test
    void all_are_told_at_once() throws IOException {
        SortedMap<String, String> files = shipped();
        for (PlantedMistake mistake : List.of(
                PlantedMistake.UNKNOWN_BEAN,
                PlantedMistake.UNKNOWN_VARIABLE,
                PlantedMistake.UNKNOWN_SETTING,
                PlantedMistake.UNKNOWN_CONFIGURATION)) {
            files.put(mistake.file(), mistake.text(files));
        }
        files.put(PlantedMistake.Place.MINE, PlantedMistake.LOGGED_BODY.text(files));

        List<String> words = checkRoutes.check(new RouteSet(files)).problems().stream()
                .map(RouteProblem::words)
                .toList();

        assertThat(Stream.of(
                        PlantedMistake.UNKNOWN_BEAN,
                        PlantedMistake.UNKNOWN_VARIABLE,
                        PlantedMistake.UNKNOWN_SETTING,
                        PlantedMistake.UNKNOWN_CONFIGURATION,
                        PlantedMistake.LOGGED_BODY))
                .allSatisfy(mistake -> assertThat(words).anyMatch(one -> one.contains(mistake.said())));
    }

    /** As every recipe writes it: the address is a setting, the options stand beside it. */
    @Test
    void an_option_beside_an_address_out_of_the_settings_is_checked_too() throws IOException {
        SortedMap<String, String> files = shipped();
        files.put(PlantedMistake.Place.MINE, """
                - route:
                    id: mine
                    routeConfigurationId: look-again
                    from:
                      uri: scheduler:mine
                      steps:
                        - to:
                            uri: "{{mine.pas}}"
                            parameters:
                              throwExceptionOnFailre: "false"
                """);

        assertThat(checkRoutes.check(new RouteSet(files)).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.words()).contains("do you mean throwExceptionOnFailure?");
                    assertThat(problem.line()).isEqualTo(10);
                });
    }

    /** A setting may hide what a route does from whoever reads the route. */
    @ParameterizedTest
    @EnumSource(names = {"OPENS_A_PORT", "LOGS_CONTENT", "KEEPS_IN_MEMORY"})
    void what_a_placeholder_hides_is_found_on_the_endpoint(UnsafeOption unsafe) throws IOException {
        String from = unsafe == UnsafeOption.OPENS_A_PORT ? "{{mine.door}}" : "scheduler:mine";
        String to =
                switch (unsafe) {
                    case LOGS_CONTENT -> "{{mine.log}}";
                    case KEEPS_IN_MEMORY -> "{{mine.queue}}";
                    default -> "direct:admit-local-system";
                };
        SortedMap<String, String> files = shipped();
        files.put(PlantedMistake.Place.MINE, """
                - route:
                    id: mine
                    routeConfigurationId: look-again
                    from:
                      uri: "FROM"
                      steps:
                        - to:
                            id: mine-step
                            uri: "TO"
                """.replace("FROM", from).replace("TO", to));

        assertThat(checkRoutes.check(new RouteSet(files)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.words()).endsWith(unsafe.reason()));
    }

    /** Before it runs, and not only at the next start. */
    @ParameterizedTest
    @ValueSource(strings = {"{{mine.warehouse}}", "http://dw.test:8080/in"})
    void plain_http_to_another_machine_is_found(String uri) throws IOException {
        SortedMap<String, String> files = shipped();
        files.put(PlantedMistake.Place.MINE, """
                - route:
                    id: mine
                    routeConfigurationId: look-again
                    from:
                      uri: scheduler:mine
                      steps:
                        - to:
                            id: mine-step
                            uri: "URI"
                """.replace("URI", uri));

        assertThat(checkRoutes.check(new RouteSet(files)).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.words()).contains("plain http to another machine, dw.test", "plain-http");
                    assertThat(problem.line()).isEqualTo(uri.contains("{{") ? 0 : 9);
                });
    }
}
