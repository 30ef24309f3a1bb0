package io.barsgateway.operate.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.LocalRun;
import io.barsgateway.cli.run.UnstartedGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mistake that people make in route files is found, at its line, with what to write instead. */
@TestInstance(Lifecycle.PER_CLASS)
class PlantedMistakesIT {

    private static final String DELIVER = "40-deliver.yaml";
    private static final String ACCEPT = "30-accept.yaml";
    private static final String RESPOND = "50-respond.yaml";
    private static final String MINE = "local/mine.yaml";
    private static final String MAPPING = "local/mine.jsonata";
    private static final String TABLE = "local/mine.csv";

    private UnstartedGateway gateway;
    private CheckRoutes checkRoutes;

    @BeforeAll
    void makeTheParts(@TempDir Path home) throws Exception {
        Home chosen = Home.at(Optional.of(home));
        gateway = UnstartedGateway.of(LocalRun.settings(chosen, chosen.pki(), 9443), home, Optional.empty());
        checkRoutes = gateway.context().getBean(CheckRoutes.class);
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    /** A mistake: what is written in the place of what, and what must be said of the line. */
    enum Mistake {
        BAD_INDENT(DELIVER, "      uri: scheduler\n", "     uri: scheduler\n       x: y\n", 1, "stands too deep"),
        A_TAB(DELIVER, "      steps:", "\tsteps:", 0, "indent with spaces"),
        OPEN_QUOTE("60-send.yaml", "greedy: \"true\"", "greedy: \"true", 0, "not closed"),
        DOUBLE_KEY(DELIVER, "        name: deliver\n", "        name: deliver\n        name: deliver\n", 0, "keep one"),
        A_COLON(DELIVER, "description: Takes each", "description: Takes: each", 0, "put such a text in quotes"),
        A_STAR(DELIVER, "description: Takes each", "description: *Takes each", 0, "must stand in quotes"),
        TWO_DOCUMENTS(
                DELIVER,
                "- route:\n    id: deliver-one",
                "---\n- route:\n    id: deliver-one",
                0,
                "one list of routes"),
        NOT_UTF_8(DELIVER, "Takes each", "Takes \uFFFD each", 0, "save the file as UTF-8"),
        AN_AT_SIGN(DELIVER, "description: Takes each", "description: @Takes each", 0, "must stand in quotes"),
        OPEN_BRACE(DELIVER, "name: deliver\n", "name: {deliver\n", 1, "not closed"),
        UNKNOWN_STEP(DELIVER, "- filter:", "- fliter:", 0, "do you mean filter?"),
        UNKNOWN_KEY(DELIVER, "variableReceive: work", "variableRecieve: work", 0, "do you mean variableReceive?"),
        UNKNOWN_VARIABLE(DELIVER, "${variable.work} != null", "${variable.wrok} != null", 0, "do you mean work?"),
        UNKNOWN_PROPERTY(
                DELIVER, "${variable.work.reference}", "${variable.work.refrence}", 0, "do you mean reference?"),
        UNKNOWN_OPTION(DELIVER, "responseTimeout:", "responsTimeout:", 0, "do you mean responseTimeout?"),
        UNKNOWN_SCHEDULER_OPTION(DELIVER, "greedy:", "gredy:", 0, "do you mean greedy?"),
        MISSPELT_FOLLOW(DELIVER, "throwExceptionOnFailure:", "folowRedirects:", 0, "do you mean followRedirects?"),
        UNKNOWN_BEAN(DELIVER, "bean:chooseFormat", "bean:choseFormat", 0, "do you mean chooseFormat?"),
        UNKNOWN_REFERENCE(DELIVER, "\"#deliveryDeadline\"", "\"#delivryDeadline\"", 0, "do you mean deliveryDeadline?"),
        UNKNOWN_COMPONENT(DELIVER, "uri: bean:claimDelivery", "uri: been:claimDelivery", 0, "do you mean bean?"),
        UNKNOWN_SCHEME(DELIVER, "uri: https:local-system", "uri: htps:local-system", 0, "do you mean https?"),
        UNKNOWN_SETTING(
                DELIVER, "{{bars.delivery.every}}", "{{bars.delivery.evry}}", 0, "do you mean bars.delivery.every?"),
        NOT_A_DURATION(
                DELIVER,
                "{{millis:bars.delivery.connect-timeout}}",
                "{{millis:bars.local.host}}",
                0,
                "millis: is for durations"),
        UNKNOWN_FUNCTION(DELIVER, "${variable.work} != null", "${varable.work} != null", 0, "is no simple expression"),
        UNKNOWN_OPERATOR(DELIVER, "${variable.work} != null", "${variable.work} !! null", 0, "is no simple expression"),
        DOUBLE_ID(DELIVER, "id: address-delivery", "id: claim-delivery", 0, "each id stands once"),
        TWO_DOORS_ON_ONE_PATH("55-request.yaml", "}}/messages\n", "}}/responses\n", 0, "two routes have the door"),
        UNKNOWN_ROUTE(
                RESPOND,
                "uri: direct:admit-local-system",
                "uri: direct:admit-local-sistem",
                0,
                "do you mean direct:admit-local-system?"),
        UNKNOWN_CONFIGURATION(
                DELIVER,
                "routeConfigurationId: retry-later",
                "routeConfigurationId: retry-late",
                0,
                "do you mean retry-later?"),
        NO_CALLER_CHECK(
                RESPOND,
                "uri: direct:admit-local-system",
                "uri: direct:respond-new",
                -8,
                "the first step must be `to` with `uri: direct:admit-local-system`"),
        NO_CALLER_CHECK_BEHIND_THE_PROXY(
                "85-metadata.yaml",
                "uri: direct:admit-caller",
                "uri: bean:readRequest",
                -5,
                "the first step must be `to` with `uri: direct:admit-caller`"),
        ANSWER_BEFORE_HELD(
                ACCEPT, "uri: bean:parseMessage", "uri: bean:writeAnswer", 0, "bean:holdMessage must stand before"),
        NO_JUDGEMENT(DELIVER, "uri: bean:judgeDelivery", "uri: bean:checkBytes", null, "would count as delivered"),
        REDIRECTS(
                DELIVER,
                "throwExceptionOnFailure: \"false\"",
                "followRedirects: \"true\"",
                0,
                "give the final address"),
        TOLD_FAILURES(
                RESPOND,
                "httpMethodRestrict: POST",
                "muteException: \"false\"\n        httpMethodRestrict: POST",
                0,
                "every door is muted already"),
        LOGGED_BODY(step("log:", "message: \"got ${body}\""), 8, "log ids only"),
        LOGGED_HEADERS(step("log:", "message: \"${headers}\""), 8, "log ids only"),
        LOGGED_VARIABLE(step("log:", "message: \"${variable.work.body}\""), 8, "log ids only"),
        LOG_COMPONENT(step("to:", "uri: log:mine"), 8, "write a step `log` with ids"),
        IN_MEMORY(step("to:", "uri: seda:later"), 8, "a restart loses what counts as delivered"),
        DYNAMIC_TO(step("toD:", "uri: \"https:${header.X-Target}\""), 8, "name the endpoint with to"),
        RECIPIENT_LIST(
                step("recipientList:", "simple:\n              expression: \"${header.X-Target}\""),
                8,
                "name the endpoint with to"),
        DYNAMIC_WIRE_TAP(step("wireTap:", "uri: \"file:${header.X-Dir}\""), 8, "name the endpoint with to"),
        EXPRESSION_IN_TO(step("to:", "uri: \"file:${header.X-Dir}\""), 8, "write a fixed uri"),
        DYNAMIC_ENRICH(
                step("enrich:", "simple:\n              expression: \"https:${body}\""),
                8,
                "name the endpoint with to"),
        ADDRESS_OF_THE_MESSAGE(
                step(
                        "setHeader:",
                        "name: CamelHttpUri\n            simple:\n              expression: \"${header.X-Target}\""),
                10,
                "take ${variable.url}"),
        FILE_OF_THE_MESSAGE(
                step("setHeader:", "name: CamelFileName\n            simple:\n              expression: \"${body}\""),
                10,
                "write ${variable.work.messageId}"),
        UNSET_VARIABLE(
                step("setBody:", "simple:\n              expression: \"${variable.url}\""),
                9,
                "no step before has set"),
        MISSPELT_MAPPING(
                step("setVariable:", "name: mapping\n            constant: local/pass.jsonata"),
                9,
                "there is no mapping local/pass.jsonata"),
        MAPPING_FUNCTION(MAPPING, "{\n  \"a\": $uppercas(reference)\n}", 2, "do you mean uppercase?"),
        MAPPING_BRACE(MAPPING, "{\n  \"a\": reference", 2, "is no JSONata here"),
        MAPPING_STRING(MAPPING, "{\n  \"a\": \"reference\n}", 3, "is no JSONata here"),
        MAPPING_PATTERN(MAPPING, "{\n  \"a\": $match(reference, /(?=A)/)\n}", 2, "this pattern cannot be used"),
        MAPPING_EVAL(MAPPING, "{\n  \"a\": $eval(reference)\n}", 2, "$eval is not there"),
        MAPPING_TABLE(
                MAPPING,
                "{\n  \"a\": $translate(priority, \"local/p.csv\")\n}",
                2,
                "there is no code table local/p.csv"),
        CODE_TABLE_DEFAULT(TABLE, "priority,pas\nC1,1\n*,9\n", 3, "default"),
        CODE_TABLE_TWICE(TABLE, "priority,pas\nC1,1\nC1,2\n", 3, "delete one of them"),
        OWN_DOOR("""
                - route:
                    id: mine
                    routeConfigurationId: answer-local
                    from:
                      uri: netty-http:http://0.0.0.0:9999/mine
                      steps:
                        - to:
                            id: mine-admit
                            uri: direct:admit-local-system
                """, 5, "nettySharedHttpServer: \"#localListener\""),
        RAW_DOOR("""
                - route:
                    id: mine
                    routeConfigurationId: answer-local
                    from:
                      uri: netty:tcp://0.0.0.0:9999
                      steps:
                        - to:
                            id: mine-admit
                            uri: direct:admit-local-system
                """, 5, "knows no TLS-MA");

        private final String file;
        private final String from;
        private final String to;
        private final @Nullable Integer line;
        private final String said;

        /** @param line below the first changed one; null where no line is at fault */
        Mistake(String file, String from, String to, @Nullable Integer line, String said) {
            this.file = file;
            this.from = from;
            this.to = to;
            this.line = line;
            this.said = said;
        }

        /** A file of somebody's own. */
        Mistake(String text, int line, String said) {
            this(MINE, text, line, said);
        }

        Mistake(String file, String text, int line, String said) {
            this(file, "", text, line, said);
        }

        private static String step(String kind, String content) {
            return """
                    - route:
                        id: mine
                        routeConfigurationId: look-again
                        from:
                          uri: scheduler:mine
                          steps:
                            - KIND
                                CONTENT
                    """.replace("KIND", kind).replace("CONTENT", content);
        }

        String text(SortedMap<String, String> shipped) {
            if (file.startsWith("local/")) {
                return to;
            }
            String text = String.valueOf(shipped.get(file));
            assertThat(text).contains(from);
            int at = text.indexOf(from);
            return text.substring(0, at) + to + text.substring(at + from.length());
        }

        /** From 1; 0 where no line is at fault. */
        int line(SortedMap<String, String> shipped) {
            if (line == null) {
                return 0;
            }
            if (file.startsWith("local/")) {
                return line;
            }
            String text = text(shipped);
            String before = String.valueOf(shipped.get(file));
            int same = 0;
            while (text.charAt(same) == before.charAt(same)) {
                same++;
            }
            return 1
                    + line
                    + (int) text.substring(0, same)
                            .chars()
                            .filter(one -> one == '\n')
                            .count();
        }
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
    void each_is_found_at_its_line_with_what_to_write_instead(Mistake mistake) throws IOException {
        SortedMap<String, String> files = shipped();
        files.put(mistake.file, mistake.text(shipped()));

        List<RouteProblem> problems = checkRoutes.check(new RouteSet(files)).problems();

        assertThat(problems).anySatisfy(problem -> assertThat(problem.words()).contains(mistake.said));
        assertThat(problems.stream()
                        .filter(problem -> problem.words().contains(mistake.said))
                        .map(problem -> problem.file() + ":" + problem.line()))
                .contains((mistake.line == null ? "routes" : mistake.file) + ":" + mistake.line(shipped()));
    }

    @Test
    void all_are_told_at_once() throws IOException {
        SortedMap<String, String> files = shipped();
        for (Mistake mistake : List.of(
                Mistake.UNKNOWN_BEAN,
                Mistake.UNKNOWN_VARIABLE,
                Mistake.UNKNOWN_SETTING,
                Mistake.UNKNOWN_CONFIGURATION)) {
            files.put(mistake.file, mistake.text(files));
        }
        files.put(MINE, Mistake.LOGGED_BODY.to);

        List<String> words = checkRoutes.check(new RouteSet(files)).problems().stream()
                .map(RouteProblem::words)
                .toList();

        assertThat(Stream.of(
                        Mistake.UNKNOWN_BEAN,
                        Mistake.UNKNOWN_VARIABLE,
                        Mistake.UNKNOWN_SETTING,
                        Mistake.UNKNOWN_CONFIGURATION,
                        Mistake.LOGGED_BODY))
                .allSatisfy(mistake -> assertThat(words).anyMatch(one -> one.contains(mistake.said)));
    }
}
