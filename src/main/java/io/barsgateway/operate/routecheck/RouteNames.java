package io.barsgateway.operate.routecheck;

import io.barsgateway.operate.routefiles.Nearest;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteRules;
import io.barsgateway.operate.routefiles.RouteTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.spi.Language;

/**
 * Every name and expression in a route file that means something elsewhere: a bean, a component and its options, a setting, a function of
 * Simple. Camel stops at the first that it does not know; here all are found, each with its line and the one that was meant.
 */
final class RouteNames {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]{1,200})}}");

    /** Steps that ask yes or no. */
    private static final Set<String> ASKING =
            Set.of("filter", "when", "validate", "onWhen", "handled", "continued", "completionPredicate");

    private final CamelContext camel;
    private final Set<String> beans;
    private final Set<String> settings;
    private final List<RouteProblem> problems = new ArrayList<>();

    private RouteNames(CamelContext camel, Set<String> beans, Set<String> settings) {
        this.camel = camel;
        this.beans = beans;
        this.settings = settings;
    }

    /**
     * @param camel knows components, placeholders and Simple; nothing of it is started or changed
     * @param beans every name
     * @param settings names that are near to a mistyped one are looked for among these
     */
    static List<RouteProblem> problems(
            List<RouteTree> files, CamelContext camel, Set<String> beans, Set<String> settings) {
        Set<String> all = new HashSet<>(beans);
        files.forEach(file -> file.all("beans").stream()
                .flatMap(list -> list.items().stream())
                .forEach(bean -> all.add(bean.text("name"))));
        RouteNames names = new RouteNames(camel, all, settings);
        for (RouteTree file : files) {
            file.scalars().forEach(names::placeholders);
            file.scalars().forEach(names::reference);
            file.endpoints().forEach(names::endpoint);
            file.all("simple").forEach(names::simple);
            names.asking(file, false);
        }
        return List.copyOf(names.problems);
    }

    private void placeholders(RouteTree text) {
        Matcher found = PLACEHOLDER.matcher(text.text());
        while (found.find()) {
            String inside = found.group(1).strip();
            boolean hasDefault = inside.contains(":") && !inside.startsWith("millis:");
            if (inside.startsWith("?") || hasDefault || isKnown(found.group())) {
                continue;
            }
            String name = inside.replaceFirst("^millis:", "");
            String near = RouteRules.near(name, settings);
            say(
                    text,
                    "no setting is called " + name
                            + (near.isEmpty()
                                    ? "; write it into the settings file, or try the routes with --set " + name
                                            + "=VALUE"
                                    : near)
                            + (inside.startsWith("millis:") && isKnown("{{" + name + "}}")
                                    ? "; millis: is for durations, such as 30s"
                                    : "; a name of your own is written into the settings file, and read at a start"));
        }
    }

    private boolean isKnown(String placeholder) {
        try {
            camel.resolvePropertyPlaceholders(placeholder);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Such as {@code "#deliveryTls"} in an option. */
    private void reference(RouteTree text) {
        String name = text.text();
        if (name.matches("#[A-Za-z]\\w{0,100}") && !beans.contains(name.substring(1))) {
            say(text, "there is no bean called " + name.substring(1) + RouteRules.near(name.substring(1), beans));
        }
    }

    private void endpoint(RouteTree part) {
        RouteTree uri = part.get("uri").orElse(part);
        String address = resolved(uri.text());
        Matcher scheme = Pattern.compile("([A-Za-z][\\w+-]{0,40}):?.*").matcher(address);
        if (!scheme.matches()) {
            return;
        }
        String component = scheme.group(1);
        if (component.equals("bean")) {
            String bean = address.replaceFirst("^bean:(?://)?", "").replaceFirst("\\?.*", "");
            if (!beans.contains(bean)) {
                say(
                        uri,
                        "there is no bean called " + bean + RouteRules.near(bean, beans)
                                + "; docs/routes-reference.md lists them");
            }
        } else if (!components().contains(component)) {
            say(
                    uri,
                    "there is no component called " + component + RouteRules.near(component, components())
                            + "; there are " + String.join(", ", components()));
            return;
        }
        part.get("parameters").stream()
                .flatMap(parameters -> parameters.keys().stream())
                .forEach(option -> option(component, option));
        Matcher query = Pattern.compile("[?&]([\\w.-]{1,100})=").matcher(address);
        while (query.find()) {
            unknown(component, query.group(1)).forEach(words -> say(uri, words));
        }
    }

    /** With the values of the settings in place of their names; what has none is told elsewhere. */
    private String resolved(String address) {
        if (!address.contains("{{")) {
            return address;
        }
        try {
            return String.valueOf(camel.resolvePropertyPlaceholders(address));
        } catch (RuntimeException unknown) {
            return address;
        }
    }

    private void option(String component, RouteTree option) {
        unknown(component, option.text()).forEach(words -> say(option, words));
    }

    /** Camel sends an option that a component does not know on to the far side, where the component takes any. */
    private List<String> unknown(String component, String option) {
        RuntimeCamelCatalog catalog = camel.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
        EndpointValidationResult result = catalog.validateProperties(component, Map.of(option, "1"));
        if (result.getUnknown() == null && result.getLenient() == null) {
            return List.of();
        }
        Set<String> known = options(catalog, component);
        List<String> words = new ArrayList<>();
        Stream.ofNullable(result.getUnknown())
                .flatMap(Set::stream)
                .forEach(name -> words.add(
                        "the component " + component + " has no option " + name + RouteRules.near(name, known)));
        // Such a component sends what it does not know on, which may be meant
        Stream.ofNullable(result.getLenient())
                .flatMap(Set::stream)
                .filter(name -> Nearest.to(name, known).isPresent())
                .forEach(name ->
                        words.add("the component " + component + " has no option " + name + RouteRules.near(name, known)
                                + " If it is for the far side, write it into the address in the settings"));
        return words;
    }

    private static Set<String> options(RuntimeCamelCatalog catalog, String component) {
        Set<String> names = new TreeSet<>();
        Matcher property = Pattern.compile("\"(\\w{1,80})\": \\{ \"index\"")
                .matcher(String.valueOf(catalog.componentJSonSchema(component)));
        while (property.find()) {
            names.add(property.group(1));
        }
        return names;
    }

    private Set<String> components() {
        return Components.IN_THE_JAR;
    }

    private void simple(RouteTree simple) {
        RouteTree text = simple.get("expression").orElse(simple);
        parse(text, false);
    }

    /** An expression in such a place is a question, and is read by other rules. */
    private void asking(RouteTree part, boolean asks) {
        part.items().forEach(item -> asking(item, asks));
        for (RouteTree key : part.keys()) {
            RouteTree value = part.get(key.text()).orElse(key);
            if (key.text().equals("simple") && asks) {
                parse(value.get("expression").orElse(value), true);
            } else if (!key.text().equals("steps")) {
                asking(value, ASKING.contains(key.text()) || (asks && key.text().equals("expression")));
            } else {
                asking(value, false);
            }
        }
    }

    private void parse(RouteTree text, boolean asks) {
        String expression = PLACEHOLDER.matcher(text.text()).replaceAll("1");
        if (expression.isEmpty()) {
            return;
        }
        try {
            Language simple = camel.resolveLanguage("simple");
            if (asks) {
                simple.createPredicate(expression);
            } else {
                simple.createExpression(expression);
            }
        } catch (SimpleIllegalSyntaxException e) {
            String words = "is no simple expression: " + text.text() + " ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")";
            if (problems.stream().noneMatch(one -> one.file().equals(text.file()) && one.line() == text.line())) {
                say(text, words);
            }
        } catch (RuntimeException e) {
            // Whatever else it is, Camel says when it builds the routes
        }
    }

    private void say(RouteTree at, String words) {
        problems.add(at.problem(words));
    }
}
