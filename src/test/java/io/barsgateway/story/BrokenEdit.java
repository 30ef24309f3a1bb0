package io.barsgateway.story;

import java.util.function.UnaryOperator;

/** A mistake that somebody makes in a route file, and what must be said of it. */
enum BrokenEdit {
    UNKNOWN_BEAN("40-deliver.yaml", "bean:chooseFormat", "bean:choseFormat", "do you mean chooseFormat?"),
    UNKNOWN_BEAN_AT_THE_DOOR("30-accept.yaml", "bean:checkMessage", "bean:checkMesage", "do you mean checkMessage?"),
    DUPLICATE_STEP("40-deliver.yaml", "id: address-delivery", "id: claim-delivery", "two have the id claim-delivery"),
    DUPLICATE_ROUTE("50-respond.yaml", "id: respond-new", "id: respond", "two have the id respond"),
    UNKNOWN_DIRECT(
            "50-respond.yaml", "uri: direct:admit-local-system", "uri: direct:admit-local-sistem", "do you mean"),
    GONE_DIRECT("15-admit.yaml", "uri: direct:admit-operator", "uri: direct:admit-operators", "direct:admit-operator"),
    TWO_AT_ONE_DIRECT(
            "15-admit.yaml",
            "uri: direct:admit-operator\n      steps:",
            "uri: direct:admit-caller\n      steps:",
            "two routes begin at"),
    UNKNOWN_CONFIGURATION(
            "40-deliver.yaml",
            "routeConfigurationId: retry-later",
            "routeConfigurationId: retry-late",
            "do you mean retry-later?"),
    NO_CONFIGURATION("40-deliver.yaml", "    routeConfigurationId: retry-later\n", "", "routeConfigurationId"),
    UNKNOWN_PLACEHOLDER(
            "45-return.yaml",
            "{{bars.delivery.return-every}}",
            "{{bars.delivery.return-evry}}",
            "bars.delivery.return-evry"),
    UNKNOWN_COMPONENT("40-deliver.yaml", "uri: bean:claimDelivery", "uri: been:claimDelivery", "been"),
    /** Camel would post it to the local system, as a part of the query. */
    UNKNOWN_HTTP_OPTION("40-deliver.yaml", "responseTimeout:", "responsTimeout:", "has no option responsTimeout"),
    FOLLOWED_REDIRECTS(
            "40-deliver.yaml",
            "throwExceptionOnFailure:",
            "followRedirects: \"true\"\n                      throwExceptionOnFailure:",
            "give the final address"),
    TOLD_FAILURES(
            "50-respond.yaml",
            "httpMethodRestrict: POST",
            "muteException: \"false\"\n        httpMethodRestrict: POST",
            "every door is muted already"),
    JAVA_OBJECTS(
            "50-respond.yaml",
            "httpMethodRestrict: POST",
            "transferException: \"true\"\n        httpMethodRestrict: POST",
            "may run code"),
    UNKNOWN_OPTION("60-send.yaml", "greedy: \"true\"", "gredy: \"true\"", "gredy"),
    BAD_EXPRESSION(
            "40-deliver.yaml", "${variable.work} != null", "${variable.work} !! null", "${variable.work} !! null"),
    UNKNOWN_FUNCTION("40-deliver.yaml", "${variable.work} != null", "${varable.work} != null", "varable.work"),
    LOST_JUDGEMENT("40-deliver.yaml", "uri: bean:judgeDelivery", "uri: bean:checkBytes", "would count as delivered"),
    UNSET_VARIABLE("40-deliver.yaml", "${variable.work} != null", "${variable.wrok} != null", "do you mean work?"),
    UNKNOWN_KEY("40-deliver.yaml", "variableReceive: work", "variableRecieve: work", "variableRecieve"),
    UNKNOWN_STEP("40-deliver.yaml", "- filter:", "- fliter:", "fliter"),
    BAD_INDENT("40-deliver.yaml", "      uri: scheduler", "     uri: scheduler\n       x: y", "YAML"),
    A_TAB("40-deliver.yaml", "      steps:", "\tsteps:", "YAML"),
    OPEN_QUOTE("60-send.yaml", "\"true\"", "\"true", "YAML"),
    EMPTY("40-deliver.yaml", file -> "", "empty"),
    HALF("30-accept.yaml", file -> file.substring(0, file.length() / 2), ""),
    UNKNOWN_FUNCTION_OF_A_MAPPING(
            "local/pas.jsonata", "$nhsNumberSpaced", "$nhsNumbrSpaced", "do you mean nhsNumberSpaced?"),
    OPEN_BRACE_OF_A_MAPPING("local/pas.jsonata", "}", "", "is missing before the end"),
    LOST_COMMA_OF_A_MAPPING("local/pas.jsonata", "meaning,", "meaning", "is missing before"),
    SEARCH_WITHOUT_END("local/original.jsonata", "/nhs-number$/", "/(?=nhs)/", "this pattern cannot be used"),
    UNKNOWN_TABLE("local/pas.jsonata", "local/priority.csv", "local/prority.csv", "there is no code table"),
    DEFAULT_PRIORITY("local/priority.csv", "C5,5", "*,5", "has a default (*) for priority, which is not allowed"),
    DOUBLE_CODE("local/priority.csv", "C5,5", "C1,5", "has a second row for a code"),
    LOST_CELL("local/priority.csv", "C5,5", "C5", "has 1 cells where the first line names 2 columns"),
    NO_SUBJECT("local/priority.csv", "priority,pas", "code,pas", "must begin with a line that names its columns"),
    ONLY_A_WORD("40-deliver.yaml", file -> "- route:\n", "");

    private final String file;
    private final UnaryOperator<String> edit;
    private final String said;

    BrokenEdit(String file, String from, String to, String said) {
        this(
                file,
                text -> {
                    if (!text.contains(from)) {
                        throw new IllegalStateException(file + " does not hold " + from);
                    }
                    int at = text.indexOf(from);
                    return text.substring(0, at) + to + text.substring(at + from.length());
                },
                said);
    }

    BrokenEdit(String file, UnaryOperator<String> edit, String said) {
        this.file = file;
        this.edit = edit;
        this.said = said;
    }

    String file() {
        return file;
    }

    String of(String text) {
        return edit.apply(text);
    }

    /** A part of what the log must say. */
    String said() {
        return said;
    }
}
