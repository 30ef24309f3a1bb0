package io.barsgateway.operate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A mistake: what is written in the place of what, and what must be said of the line. */
enum PlantedMistake {
    BAD_INDENT(Place.DELIVER, "      uri: scheduler\n", "     uri: scheduler\n       x: y\n", 1, "stands too deep"),
    A_TAB(Place.DELIVER, "      steps:", "\tsteps:", 0, "indent with spaces"),
    OPEN_QUOTE("60-send.yaml", "greedy: \"true\"", "greedy: \"true", 0, "not closed"),
    DOUBLE_KEY(
            Place.DELIVER, "        name: deliver\n", "        name: deliver\n        name: deliver\n", 0, "keep one"),
    A_COLON(Place.DELIVER, "description: Takes each", "description: Takes: each", 0, "put such a text in quotes"),
    A_STAR(Place.DELIVER, "description: Takes each", "description: *Takes each", 0, "must stand in quotes"),
    TWO_DOCUMENTS(
            Place.DELIVER,
            "- route:\n    id: deliver-one",
            "---\n- route:\n    id: deliver-one",
            0,
            "one list of routes"),
    NOT_UTF_8(Place.DELIVER, "Takes each", "Takes \uFFFD each", 0, "save the file as UTF-8"),
    AN_AT_SIGN(Place.DELIVER, "description: Takes each", "description: @Takes each", 0, "must stand in quotes"),
    OPEN_BRACE(Place.DELIVER, "name: deliver\n", "name: {deliver\n", 1, "not closed"),
    UNKNOWN_STEP(Place.DELIVER, "- filter:", "- fliter:", 0, "do you mean filter?"),
    UNKNOWN_KEY(Place.DELIVER, "variableReceive: work", "variableRecieve: work", 0, "do you mean variableReceive?"),
    UNKNOWN_VARIABLE(Place.DELIVER, "${variable.work} != null", "${variable.wrok} != null", 0, "do you mean work?"),
    UNKNOWN_PROPERTY(
            Place.DELIVER, "${variable.work.reference}", "${variable.work.refrence}", 0, "do you mean reference?"),
    UNKNOWN_OPTION(Place.DELIVER, "responseTimeout:", "responsTimeout:", 0, "do you mean responseTimeout?"),
    UNKNOWN_SCHEDULER_OPTION(Place.DELIVER, "greedy:", "gredy:", 0, "do you mean greedy?"),
    MISSPELT_FOLLOW(Place.DELIVER, "throwExceptionOnFailure:", "folowRedirects:", 0, "do you mean followRedirects?"),
    UNKNOWN_BEAN(Place.DELIVER, "bean:chooseFormat", "bean:choseFormat", 0, "do you mean chooseFormat?"),
    UNKNOWN_REFERENCE(
            Place.DELIVER, "\"#deliveryDeadline\"", "\"#delivryDeadline\"", 0, "do you mean deliveryDeadline?"),
    UNKNOWN_COMPONENT(Place.DELIVER, "uri: bean:claimDelivery", "uri: been:claimDelivery", 0, "do you mean bean?"),
    UNKNOWN_SCHEME(Place.DELIVER, "uri: https:local-system", "uri: htps:local-system", 0, "do you mean https?"),
    UNKNOWN_SETTING(Place.RESPOND, "{{bars.local.host}}", "{{bars.local.hots}}", 0, "do you mean bars.local.host?"),
    NOT_A_DURATION(
            Place.DELIVER,
            "{{millis:bars.delivery.connect-timeout}}",
            "{{millis:bars.local.host}}",
            0,
            "millis: is for durations"),
    UNKNOWN_FUNCTION(
            Place.DELIVER, "${variable.work} != null", "${varable.work} != null", 0, "is no simple expression"),
    UNKNOWN_OPERATOR(
            Place.DELIVER, "${variable.work} != null", "${variable.work} !! null", 0, "is no simple expression"),
    DOUBLE_ID(Place.DELIVER, "id: address-delivery", "id: claim-delivery", 0, "each id stands once"),
    TWO_DOORS_ON_ONE_PATH("55-request.yaml", "}}/messages\n", "}}/responses\n", 0, "two routes have the door"),
    UNKNOWN_ROUTE(
            Place.RESPOND,
            "uri: direct:admit-local-system",
            "uri: direct:admit-local-sistem",
            0,
            "do you mean direct:admit-local-system?"),
    UNKNOWN_CONFIGURATION(
            Place.DELIVER,
            "routeConfigurationId: retry-later",
            "routeConfigurationId: retry-late",
            0,
            "do you mean retry-later?"),
    NO_CALLER_CHECK(
            Place.RESPOND,
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
            Place.ACCEPT, "uri: bean:parseMessage", "uri: bean:writeAnswer", 0, "bean:holdMessage must stand before"),
    NO_JUDGEMENT(Place.DELIVER, "uri: bean:judgeDelivery", "uri: bean:checkBytes", null, "would count as delivered"),
    REDIRECTS(
            Place.DELIVER,
            "throwExceptionOnFailure: \"false\"",
            "followRedirects: \"true\"",
            0,
            "give the final address"),
    TOLD_FAILURES(
            Place.RESPOND,
            "httpMethodRestrict: POST",
            "muteException: \"false\"\n        httpMethodRestrict: POST",
            0,
            "every door is muted already"),
    LOGGED_BODY(step("log:", "message: \"got ${body}\""), 8, "write ids only"),
    LOGGED_HEADERS(step("log:", "message: \"${headers}\""), 8, "write ids only"),
    LOGGED_VARIABLE(step("log:", "message: \"${variable.work.body}\""), 8, "write ids only"),
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
            step("enrich:", "simple:\n              expression: \"https:${body}\""), 8, "name the endpoint with to"),
    ADDRESS_OF_THE_MESSAGE(
            step(
                    "setHeader:",
                    "name: CamelHttpUri\n            simple:\n              expression: \"${header.X-Target}\""),
            10,
            "take ${variable.destination.url}"),
    FILE_OF_THE_MESSAGE(
            step("setHeader:", "name: CamelFileName\n            simple:\n              expression: \"${body}\""),
            10,
            "write ${variable.work.messageId}"),
    UNSET_VARIABLE(
            step("setBody:", "simple:\n              expression: \"${variable.url}\""), 9, "no step before has set"),
    STOPPED(
            step("filter:", "simple: \"${body} == ''\"\n            steps:\n              - stop: {}"),
            10,
            "into a filter or a choice"),
    RESEQUENCED(
            step("resequence:", "simple: \"${body}\"\n            steps:\n              - to: direct:view"),
            8,
            "a restart loses"),
    WORDS_OF_A_FAILURE(
            step(
                    "throwException:",
                    "exceptionType: io.barsgateway.outbox.TryAgain\n            message: \"not now ${body}\""),
            9,
            "write ids only"),
    HIDDEN_FAILURE(
            step(
                    "doTry:",
                    "steps:\n              - to: direct:view\n            doCatch:\n              - exception:\n                  - java.lang.Exception\n                steps:\n                  - log: oops"),
            8,
            "could hide a failure"),
    CONTROLBUS(step("to:", "uri: controlbus:route?routeId=accept&action=stop"), 8, "could stop routes"),
    ANY_CODE(step("to:", "uri: class:java.lang.System?method=exit"), 8, "could stop routes"),
    LOG_BY_PARAMETERS(
            step("to:", "uri: log\n            parameters:\n              loggerName: mine"),
            8,
            "write a step `log` with ids"),
    SEDA_BY_PARAMETERS(
            step("to:", "uri: seda\n            parameters:\n              name: later"),
            8,
            "a restart loses what counts as delivered"),
    ADDRESS_OF_A_VARIABLE(
            step(
                    "setHeader:",
                    "name: camelhttpuri\n            simple:\n              expression: \"${variable.mine}\""),
            10,
            "take ${variable.destination.url}"),
    OTHER_LISTENER("10-doors.yaml", "#inboundListener", "#localListener", -8, "a port without TLS-MA"),
    DOOR_BY_PARAMETERS("""
            - route:
                id: mine
                routeConfigurationId: answer-local
                from:
                  uri: netty-http
                  parameters:
                    protocol: http
                    host: 0.0.0.0
                    port: 9999
                    path: /mine
                  steps:
                    - to:
                        id: mine-admit
                        uri: direct:admit-local-system
            """, 5, "nettySharedHttpServer: \"#localListener\""),
    MISSPELT_MAPPING(
            step("setVariable:", "name: mapping\n            constant: local/pass.jsonata"),
            9,
            "there is no mapping local/pass.jsonata"),
    MAPPING_FUNCTION(Place.MAPPING, "{\n  \"a\": $uppercas(reference)\n}", 2, "do you mean uppercase?"),
    MAPPING_BRACE(Place.MAPPING, "{\n  \"a\": reference", 2, "is no JSONata here"),
    MAPPING_STRING(Place.MAPPING, "{\n  \"a\": \"reference\n}", 3, "is no JSONata here"),
    MAPPING_PATTERN(Place.MAPPING, "{\n  \"a\": $match(reference, /(?=A)/)\n}", 2, "this pattern cannot be used"),
    MAPPING_EVAL(Place.MAPPING, "{\n  \"a\": $eval(reference)\n}", 2, "$eval is not there"),
    MAPPING_TABLE(
            Place.MAPPING,
            "{\n  \"a\": $translate(priority, \"local/p.csv\")\n}",
            2,
            "there is no code table local/p.csv"),
    CODE_TABLE_DEFAULT(Place.TABLE, "priority,pas\nC1,1\n*,9\n", 3, "default"),
    CODE_TABLE_TWICE(Place.TABLE, "priority,pas\nC1,1\nC1,2\n", 3, "delete one of them"),
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
    RAW_DOOR(Place.RESPOND, "netty-http:http://", "netty:tcp://", 0, "knows no TLS-MA");

    private final String file;
    private final String from;
    private final String to;
    private final @Nullable Integer line;
    private final String said;

    /** @param line below the first changed one; null where no line is at fault */
    PlantedMistake(String file, String from, String to, @Nullable Integer line, String said) {
        this.file = file;
        this.from = from;
        this.to = to;
        this.line = line;
        this.said = said;
    }

    /** A file of somebody's own. */
    PlantedMistake(String text, int line, String said) {
        this(Place.MINE, text, line, said);
    }

    PlantedMistake(String file, String text, int line, String said) {
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

    String file() {
        return file;
    }

    /** A part of what must be said of it. */
    String said() {
        return said;
    }

    /** The file that is named; the folder where no line is at fault. */
    String place() {
        return line == null ? "routes" : file;
    }

    /** The files that are edited, and those of a user. */
    static final class Place {

        static final String DELIVER = "40-deliver.yaml";
        static final String ACCEPT = "30-accept.yaml";
        static final String RESPOND = "50-respond.yaml";
        static final String MINE = "local/mine.yaml";
        static final String MAPPING = "local/mine.jsonata";
        static final String TABLE = "local/mine.csv";

        private Place() {}
    }
}
