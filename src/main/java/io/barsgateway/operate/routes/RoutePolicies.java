package io.barsgateway.operate.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no route of this gateway may do, whoever wrote it: open a door that lets strangers in, let a message choose where it goes,
 * write something of a patient into a log, or say yes before a message is held.
 */
final class RoutePolicies {

    /** Headers by which a message could choose where Camel goes. */
    private static final Pattern ADDRESS = Pattern.compile(
            "Camel(?:HttpUri|HttpPath|HttpQuery|HttpRawQuery|HttpHost|RestHttpUri|FileName|OverruleFileName|DestinationOverrideUrl)");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^{}]{1,300})}");

    /** Ids and what is as harmless; everything else may hold something of a patient. */
    private static final Pattern LOGGED =
            Pattern.compile("routeId|routeGroup|stepId|exchangeId|threadName|threadId|hostname|date:now.*"
                    + "|date-with-timezone:now.*|header\\.CamelHttpResponseCode|headers?\\.X-Request-Id|headers?\\.X-Correlation-Id"
                    + "|variable\\.\\w{1,60}\\.(?:messageId|reference|meaning|requestId|correlationId|id|attempts|age|lane|kind|format"
                    + "|(?:service|counterpart)(?:\\.value|\\.system)?)");

    private static final Pattern VARIABLE = Pattern.compile("variable\\.(\\w{1,60})");
    private static final Pattern MESSAGE_ID =
            Pattern.compile("variable\\.work\\.(?:messageId|reference|meaning|id)|date:now.*");
    private static final Pattern FROM_MESSAGE = Pattern.compile(
            "(?:body|header|in\\.|exchangeProperty|property|mandatoryBody|pretty|original|variable\\.work\\.|jsonpath|xpath).*");

    private static final List<BiConsumer<RouteTree, List<RouteProblem>>> OF_EACH_FILE = List.of(
            RoutePolicies::unread, RoutePolicies::addresses, RoutePolicies::loggingEndpoints, RoutePolicies::inMemory);

    /** Components that keep what they are given in memory. */
    private static final Pattern IN_MEMORY = Pattern.compile("(seda|stub|mock|dataset|dataset-test|browse):.*");

    private RoutePolicies() {}

    /** Every place where a file does so. */
    static List<RouteProblem> problems(List<RouteTree> files) {
        List<RouteProblem> problems = new ArrayList<>();
        Set<String> constant = ConstantVariables.of(files);
        for (RouteTree file : files) {
            OF_EACH_FILE.forEach(policy -> policy.accept(file, problems));
            logs(file, constant, problems);
        }
        return problems;
    }

    private static void unread(RouteTree file, List<RouteProblem> problems) {
        for (RouteTree to : file.all("to")) {
            RouteTree uri = to.get("uri").orElse(to);
            if (uri.text().contains("${")) {
                problems.add(uri.problem(
                        "Camel reads no ${...} in the uri of to, and would take it for a name; write a fixed uri"));
            }
        }
    }

    private static void addresses(RouteTree file, List<RouteProblem> problems) {
        List<RouteTree> sets = new ArrayList<>(file.all("setHeader"));
        file.all("headers").forEach(list -> sets.addAll(list.items()));
        for (RouteTree set : sets) {
            String name = set.text("name");
            if (!ADDRESS.matcher(name).matches()) {
                continue;
            }
            for (String language :
                    List.of("header", "jsonpath", "xpath", "jq", "exchangeProperty", "method", "tokenize")) {
                set.all(language).forEach(at -> problems.add(fromMessage(at, name)));
            }
            for (RouteTree text : set.scalars()) {
                EXPRESSION
                        .matcher(text.text())
                        .results()
                        .map(found -> found.group(1))
                        .filter(inside -> FROM_MESSAGE.matcher(inside).matches()
                                && !(name.endsWith("FileName")
                                        && MESSAGE_ID.matcher(inside).matches()))
                        .forEach(inside -> problems.add(fromMessage(text, name)));
            }
        }
    }

    private static RouteProblem fromMessage(RouteTree at, String name) {
        return at.problem(
                name.endsWith("FileName")
                        ? name + " out of a message could name any file; write ${variable.work.messageId}"
                        : name
                                + " out of a message could name any host; take ${variable.url}, which is from the settings, or a constant");
    }

    /** The component writes the body where nothing is said. */
    private static void loggingEndpoints(RouteTree file, List<RouteProblem> problems) {
        for (RouteTree endpoint : file.endpoints()) {
            String uri = endpoint.get("uri").orElse(endpoint).text();
            if (!uri.startsWith("log:")) {
                continue;
            }
            Optional<RouteTree> parameters = endpoint.get("parameters");
            boolean hidesBody = uri.contains("showBody=false")
                    || parameters
                            .filter(all -> all.text("showBody").equals("false"))
                            .isPresent();
            boolean shows = Pattern.compile("show\\w{1,40}=true").matcher(uri).find()
                    || parameters.stream()
                            .flatMap(all -> all.keys().stream())
                            .anyMatch(key -> key.text().startsWith("show")
                                    && parameters.get().text(key.text()).equals("true"));
            if (!hidesBody || shows) {
                problems.add(endpoint.problem("the component log writes bodies or headers, which hold a patient's data;"
                        + " write a step `log` with ids, such as ${variable.work.messageId}"));
            }
        }
    }

    private static void inMemory(RouteTree file, List<RouteProblem> problems) {
        for (RouteTree endpoint : file.endpoints()) {
            RouteTree uri = endpoint.get("uri").orElse(endpoint);
            Matcher component = IN_MEMORY.matcher(uri.text());
            if (component.matches()) {
                problems.add(
                        uri.problem(
                                component.group(1)
                                        + " keeps messages in memory: a restart loses what counts as delivered; write direct: and a route of your own"));
            }
        }
    }

    private static void logs(RouteTree file, Set<String> constant, List<RouteProblem> problems) {
        for (RouteTree log : file.all("log")) {
            RouteTree text = log.get("message").orElse(log);
            Matcher found = EXPRESSION.matcher(text.text());
            while (found.find()) {
                Matcher variable = VARIABLE.matcher(found.group(1));
                boolean harmless = LOGGED.matcher(found.group(1)).matches()
                        || (variable.matches() && constant.contains(variable.group(1)));
                if (!harmless) {
                    problems.add(text.problem(found.group() + " in a log may hold something of a patient; log ids only:"
                            + " ${variable.work.messageId}, ${variable.work.reference}, ${exchangeId}"));
                }
            }
            if (!text.text().isEmpty() && log.get("logLanguage").isPresent()) {
                problems.add(
                        log.problem("logLanguage is not looked into by this check; leave it out and write simple"));
            }
        }
    }

    /** Variables that only constants are put into. */
    private static final class ConstantVariables {

        private ConstantVariables() {}

        static Set<String> of(List<RouteTree> files) {
            Map<String, Boolean> all = new java.util.HashMap<>();
            for (RouteTree file : files) {
                List<RouteTree> sets = new ArrayList<>(file.all("setVariable"));
                file.all("variables").forEach(list -> sets.addAll(list.items()));
                sets.forEach(
                        set -> all.merge(set.text("name"), !set.all("constant").isEmpty(), Boolean::logicalAnd));
                file.all("variableReceive").forEach(received -> all.put(received.text(), false));
            }
            all.values().removeIf(isConstant -> !isConstant);
            return Set.copyOf(all.keySet());
        }
    }
}
