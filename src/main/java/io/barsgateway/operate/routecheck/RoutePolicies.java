package io.barsgateway.operate.routecheck;

import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What no route of this gateway may do, whoever wrote it: open a door that lets strangers in, let a message choose where it goes,
 * write something of a patient into a log, or say yes before a message is held.
 */
final class RoutePolicies {

    /** Headers by which a message could choose where Camel goes. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)Camel(?:HttpUri|HttpPath|HttpQuery|HttpRawQuery|HttpHost|RestHttpUri|FileName|OverruleFileName|DestinationOverrideUrl)");

    /** What may stand in the setting of such a header beside its value. */
    private static final Set<String> CERTAIN = Set.of("name", "id", "description", "constant", "simple", "expression");

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
    private static final Pattern FROM_SETTINGS = Pattern.compile("variable\\.(?:destination|call|notice)\\.url");

    private static final List<BiConsumer<RouteTree, List<RouteProblem>>> OF_EACH_FILE = List.of(
            RoutePolicies::unread,
            RoutePolicies::addresses,
            RoutePolicies::loggingEndpoints,
            RoutePolicies::inMemory,
            RoutePolicies::collected,
            RoutePolicies::control);

    /** Components that keep what they are given in memory. */
    private static final Pattern IN_MEMORY = Pattern.compile("(seda|stub|mock|dataset|dataset-test|browse)(?::.*)?");

    /** Components that act on the program itself. */
    private static final Pattern CONTROL = Pattern.compile("(controlbus|class|language)(?::.*)?");

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
            Pattern allowed = isFile(name) ? MESSAGE_ID : FROM_SETTINGS;
            for (RouteTree key : set.get("expression").orElse(set).keys()) {
                if (!CERTAIN.contains(key.text())) {
                    problems.add(fromMessage(key, name));
                }
            }
            for (RouteTree text : set.scalars()) {
                boolean certain = EXPRESSION
                                .matcher(text.text())
                                .replaceAll(
                                        found -> allowed.matcher(found.group(1)).matches()
                                                ? ""
                                                : Matcher.quoteReplacement(found.group()))
                                .indexOf("${")
                        < 0;
                if (!certain) {
                    problems.add(fromMessage(text, name));
                }
            }
        }
    }

    private static boolean isFile(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("filename");
    }

    private static RouteProblem fromMessage(RouteTree at, String name) {
        return at.problem(
                isFile(name)
                        ? name + " out of a message could name any file; write ${variable.work.messageId}"
                        : name
                                + " out of a message could name any host; take ${variable.destination.url}, which is from the settings, or a constant");
    }

    /** The component writes the body where nothing is said. */
    private static void loggingEndpoints(RouteTree file, List<RouteProblem> problems) {
        for (RouteTree endpoint : file.endpoints()) {
            String uri = endpoint.get("uri").orElse(endpoint).text();
            if (!uri.startsWith("log:") && !uri.equals("log")) {
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
                problems.add(endpoint.problem(UnsafeOption.LOGS_CONTENT.reason()));
            }
        }
    }

    private static void inMemory(RouteTree file, List<RouteProblem> problems) {
        for (RouteTree endpoint : file.endpoints()) {
            RouteTree uri = endpoint.get("uri").orElse(endpoint);
            Matcher component = IN_MEMORY.matcher(uri.text());
            if (component.matches()) {
                problems.add(uri.problem(component.group(1) + " " + UnsafeOption.KEEPS_IN_MEMORY.reason()));
            }
        }
    }

    private static void control(RouteTree file, List<RouteProblem> problems) {
        for (RouteTree endpoint : file.endpoints()) {
            RouteTree uri = endpoint.get("uri").orElse(endpoint);
            Matcher component = CONTROL.matcher(uri.text());
            if (component.matches()) {
                problems.add(
                        uri.problem(
                                component.group(1)
                                        + " could stop routes or run any code of this program; use bean: with a step, and the commands of bars"));
            }
        }
    }

    private static void collected(RouteTree file, List<RouteProblem> problems) {
        for (String step : List.of("aggregate", "resequence")) {
            file.all(step)
                    .forEach(at -> problems.add(at.problem(step
                            + " keeps messages in memory until there are enough, and a restart loses what counts as delivered; hand each"
                            + " on by itself, and collect in your system")));
        }
    }

    private static void logs(RouteTree file, Set<String> constant, List<RouteProblem> problems) {
        for (RouteTree log : Stream.concat(file.all("log").stream(), file.all("throwException").stream())
                .toList()) {
            RouteTree text = log.get("message").orElse(log);
            Matcher found = EXPRESSION.matcher(text.text());
            while (found.find()) {
                Matcher variable = VARIABLE.matcher(found.group(1));
                boolean harmless = LOGGED.matcher(found.group(1)).matches()
                        || (variable.matches() && constant.contains(variable.group(1)));
                if (!harmless) {
                    problems.add(text.problem(found.group()
                            + " in a log or in the words of a failure, which are logged, may hold something of a patient; write ids only:"
                            + " ${variable.work.messageId}, ${variable.work.reference}, ${exchangeId}"));
                }
            }
            if (!text.text().isEmpty() && log.get("logLanguage").isPresent()) {
                problems.add(log.problem("this check cannot read logLanguage; leave it out and write simple"));
            }
        }
    }

    /** Variables that only constants are put into. */
    private static final class ConstantVariables {

        private ConstantVariables() {}

        static Set<String> of(List<RouteTree> files) {
            Map<String, Boolean> all = new HashMap<>();
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
