package io.barsgateway.operate.routecheck;

import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteRules;
import io.barsgateway.operate.routefiles.RouteTree;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Follows every route from where it begins, through the routes that it calls: a variable was set before it is read, is of the type that
 * the step wants, and has the property that an expression asks for. Camel says none of this before a message is on its way.
 */
public final class RouteFlow {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{variable\\.(\\w{1,60})((?:\\.\\w{1,60}){0,9})}");
    private static final String CALL = "direct:";
    private static final Set<String> SETTERS = Set.of("setVariable", "setVariables");

    /** What a step of somebody else's has made; nothing is known of it. */
    private static final Class<?> ANYTHING = Object.class;

    private final Map<String, RouteTree> byStart = new HashMap<>();
    private final Function<String, Optional<Class<?>>> beans;
    private final Set<RouteProblem> problems = new LinkedHashSet<>();
    private final Map<String, Set<Class<?>>> namedBySettings = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Deque<String> inside = new ArrayDeque<>();
    private final Map<String, Map<String, Set<Class<?>>>> scopes = new HashMap<>();

    private RouteFlow(Function<String, Optional<Class<?>>> beans) {
        this.beans = beans;
    }

    /** @param beans the class of a bean, by its name */
    static List<RouteProblem> problems(List<RouteTree> files, Function<String, Optional<Class<?>>> beans) {
        return List.copyOf(followed(files, beans).problems);
    }

    /**
     * What each step can read: its id, and the variables that are set whichever way it is reached, with what each may be. A route
     * has its own under the endpoint at which it begins.
     */
    public static Map<String, Map<String, Set<Class<?>>>> scopes(
            List<RouteTree> files, Function<String, Optional<Class<?>>> beans) {
        return Collections.unmodifiableMap(followed(files, beans).scopes);
    }

    private static RouteFlow followed(List<RouteTree> files, Function<String, Optional<Class<?>>> beans) {
        RouteFlow flow = new RouteFlow(beans);
        List<RouteTree> begin = new ArrayList<>();
        for (RouteTree file : files) {
            for (RouteTree from : file.all("from")) {
                flow.byStart.put(from.text("uri"), from);
                begin.add(from);
            }
        }
        Set<String> doors = new HashSet<>();
        for (RouteTree file : files) {
            file.all("rest").forEach(rest -> rest.all("uri").forEach(uri -> doors.add(uri.text())));
            file.endpoints().stream()
                    .filter(endpoint -> endpoint.get("steps").isEmpty())
                    .map(endpoint -> endpoint.get("uri").orElse(endpoint).text())
                    .forEach(flow.called::add);
        }
        begin.stream()
                .filter(from -> !from.text("uri").startsWith(CALL) || doors.contains(from.text("uri")))
                .forEach(from -> flow.follow(from, new HashMap<>()));
        flow.followNamedBySettings();
        return flow;
    }

    private void note(String step, Map<String, Set<Class<?>>> known) {
        Map<String, Set<Class<?>>> now = new HashMap<>();
        known.forEach((name, types) -> now.put(name, new HashSet<>(types)));
        scopes.merge(step, now, (before, next) -> {
            before.keySet().retainAll(next.keySet());
            before.forEach((name, types) -> types.addAll(next.getOrDefault(name, Set.of())));
            return before;
        });
    }

    private void follow(RouteTree part, Map<String, Set<Class<?>>> known) {
        if (!part.text("id").isEmpty()) {
            note(part.text("id"), known);
        }
        part.items().forEach(item -> follow(item, known));
        properties(part, known);
        if (part.keys().isEmpty()) {
            return;
        }
        String uri = part.text("uri");
        Optional<Method> step = uri.startsWith("bean:")
                ? beans.apply(uri.substring(5)).flatMap(RouteFlow::onlyMethodOf)
                : Optional.empty();
        step.ifPresent(method -> parameters(method, part, known));
        if (part.get("doWhile").isPresent()) {
            // A loop asks for what its own steps have made
            part.get("steps").ifPresent(steps -> follow(steps, known));
        }
        for (RouteTree key : part.keys()) {
            part.get(key.text()).ifPresent(value -> follow(value, known));
            if (SETTERS.contains(key.text())) {
                part.get(key.text()).stream()
                        .flatMap(set -> set.all("name").stream())
                        .forEach(name -> know(name.text(), ANYTHING, known));
            }
        }
        if (!part.text("variableReceive").isEmpty()) {
            know(
                    part.text("variableReceive"),
                    step.<Class<?>>map(Method::getReturnType).orElse(ANYTHING),
                    known);
        }
        if (uri.startsWith(CALL) && part.get("steps").isEmpty()) {
            call(uri, known);
        }
        if (uri.equals(RouteRules.OUT_OF_SETTINGS)) {
            known.forEach((name, types) -> types.forEach(type -> know(name, type, namedBySettings)));
        }
    }

    /** A route that the settings of a service may name: which of the places that call such a route it is for, nobody knows here. */
    private void followNamedBySettings() {
        byStart.keySet().stream()
                .filter(start -> start.startsWith(CALL) && !called.contains(start))
                .sorted()
                .forEach(start -> call(start, new HashMap<>(namedBySettings)));
    }

    private void call(String uri, Map<String, Set<Class<?>>> known) {
        RouteTree called = byStart.get(uri);
        if (called != null && !inside.contains(uri)) {
            inside.push(uri);
            note(uri, known);
            called.get("steps").ifPresent(steps -> follow(steps, known));
            inside.pop();
        }
    }

    private static void know(String name, Class<?> type, Map<String, Set<Class<?>>> known) {
        known.computeIfAbsent(name, first -> new HashSet<>()).add(boxed(type));
    }

    private void parameters(Method step, RouteTree part, Map<String, Set<Class<?>>> known) {
        RouteTree at = part.get("uri").orElse(part);
        for (Parameter parameter : step.getParameters()) {
            Variable variable = parameter.getAnnotation(Variable.class);
            if (variable == null || parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                continue;
            }
            String reads = at.text() + " reads the variable " + variable.value();
            Set<Class<?>> types = known.get(variable.value());
            if (types == null) {
                say(
                        at,
                        reads + ", which no step before it has set"
                                + RouteRules.near(variable.value(), known.keySet()));
            } else if (types.stream()
                    .anyMatch(type -> !type.equals(ANYTHING)
                            && !boxed(parameter.getType()).isAssignableFrom(type))) {
                say(at, reads + ", which is no " + parameter.getType().getSimpleName());
            }
        }
    }

    /** As Simple reads them: a record's component, a getter or a method without parameters. */
    private void properties(RouteTree text, Map<String, Set<Class<?>>> known) {
        Matcher found = VARIABLE.matcher(text.text());
        while (found.find()) {
            Set<Class<?>> types = known.get(found.group(1));
            if (types == null) {
                say(
                        text,
                        found.group() + " is a variable that no step before has set"
                                + RouteRules.near(found.group(1), known.keySet()));
                continue;
            }
            types.forEach(type -> chain(text, found.group(), type, found.group(2)));
        }
    }

    private void chain(RouteTree text, String expression, Class<?> start, String properties) {
        Class<?> type = start;
        for (String property : properties.split("\\.", -1)) {
            if (property.isEmpty() || type.equals(ANYTHING)) {
                continue;
            }
            Optional<Class<?>> next = property(type, property);
            if (next.isEmpty()) {
                say(
                        text,
                        expression + ": " + type.getSimpleName() + " has no property " + property
                                + RouteRules.near(
                                        property, VariableType.properties(type).keySet()));
                return;
            }
            type = next.get();
        }
    }

    private static Optional<Class<?>> property(Class<?> type, String name) {
        String upper = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return Stream.of(type.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> Set.of(name, "get" + upper, "is" + upper).contains(method.getName()))
                .<Class<?>>map(Method::getReturnType)
                .findFirst();
    }

    private void say(RouteTree at, String words) {
        problems.add(new RouteProblem(at.file(), at.line(), words));
    }

    private static Class<?> boxed(Class<?> type) {
        return type == boolean.class ? Boolean.class : type;
    }

    /** A step has one; of a bean with several nothing is known. */
    private static Optional<Method> onlyMethodOf(Class<?> step) {
        List<Method> methods = Stream.of(step.getDeclaredMethods())
                .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
                .toList();
        return methods.size() == 1 ? Optional.of(methods.get(0)) : Optional.empty();
    }
}
