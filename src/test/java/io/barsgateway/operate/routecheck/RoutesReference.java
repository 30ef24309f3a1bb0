package io.barsgateway.operate.routecheck;

import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/** docs/routes-reference.md, made of the routes, the steps and their Javadoc. */
final class RoutesReference {

    private static final Map<String, Class<?>> STEPS = new ClassPathScanningCandidateComponentProvider(true)
            .findCandidateComponents("io.barsgateway").stream()
                    .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                    .collect(Collectors.toMap(
                            type -> type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                                    + type.getSimpleName().substring(1),
                            Function.identity(),
                            (one, other) -> one,
                            TreeMap::new));

    private final List<RouteTree> files = read();
    private final Map<String, Map<String, Set<Class<?>>>> scopes =
            RouteFlow.scopes(files, name -> Optional.ofNullable(STEPS.get(name)));
    private final Set<Class<?>> types = new TreeSet<>(java.util.Comparator.comparing(Class::getSimpleName));
    private final List<String> lines = new ArrayList<>();

    private static List<RouteTree> read() {
        try {
            return new ReadRoutes().read(RouteSet.read(Path.of("routes")), new ArrayList<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() throws IOException {
        say("# What a route can use");
        say("");
        say(
                "Made by `RoutesReferenceTest` out of the routes, the steps and their Javadoc. [routes.md](routes.md) says how to read and write routes;");
        say("`bars routes list STEP` says the same as the first part of your own folder.");
        say("");
        variables();
        headers();
        typesOfVariables();
        beans();
        components();
        placeholders();
        return List.copyOf(lines);
    }

    private void variables() {
        say("## Variables, step by step");
        say("");
        say(
                "A route begins with the variables that every route which calls it has set; each step adds its own. Read one as");
        say("`${variable.work}`, a property of it as `${variable.work.reference}`.");
        for (RouteTree file : files) {
            for (RouteTree route : file.all("route")) {
                RouteTree from = route.get("from").orElse(route);
                String start = from.text("uri");
                say("");
                say("### `" + route.text("id") + "` (" + file.file() + ")");
                say("");
                Map<String, Set<Class<?>>> known = scopes.getOrDefault(start, Map.of());
                say(known.isEmpty() ? "Begins with no variables." : "Begins with " + words(known) + ".");
                say("");
                List<String> rows = new ArrayList<>();
                setters(from, rows);
                if (!rows.isEmpty()) {
                    say("| step | sets | type |");
                    say("|---|---|---|");
                    rows.forEach(this::say);
                }
            }
        }
        say("");
    }

    private String words(Map<String, Set<Class<?>>> known) {
        return new TreeMap<>(known)
                .entrySet().stream()
                        .map(one -> "`" + one.getKey() + "` (" + names(one.getValue()) + ")")
                        .collect(Collectors.joining(", "));
    }

    private String names(Set<Class<?>> of) {
        types.addAll(of);
        return of.stream().map(VariableType::name).sorted().collect(Collectors.joining(" or "));
    }

    private void setters(RouteTree part, List<String> rows) {
        part.items().forEach(item -> setters(item, rows));
        if (!part.text("variableReceive").isEmpty()) {
            String bean = part.text("uri").replaceFirst("^bean:", "");
            Class<?> type = Optional.ofNullable(STEPS.get(bean))
                    .map(RoutesReference::method)
                    .<Class<?>>map(Method::getReturnType)
                    .orElse(Object.class);
            rows.add("| `" + part.text("id") + "` | `" + part.text("variableReceive") + "` | " + names(Set.of(type))
                    + " |");
        }
        for (RouteTree key : part.keys()) {
            part.get(key.text()).ifPresent(value -> setters(value, rows));
        }
    }

    private void headers() {
        say("## Headers of a delivery");
        say("");
        say("Every one is text. A route of your own (`delivery.route`) has them before its first step.");
        say("");
        say("| header | value |");
        say("|---|---|");
        Map<String, String> headers = new TreeMap<>();
        for (RouteTree file : files) {
            if (file.file().equals("40-deliver.yaml")) {
                file.all("headers")
                        .forEach(list -> list.items().forEach(one -> headers.put(one.text("name"), value(one))));
                file.all("setHeader").forEach(one -> headers.put(one.text("name"), value(one)));
            }
        }
        headers.forEach((name, value) -> say("| `" + name + "` | `" + value + "` |"));
        say("");
    }

    private static String value(RouteTree header) {
        return header.all("expression").stream()
                .map(RouteTree::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void typesOfVariables() {
        say("## Types and their properties");
        say("");
        Set<Class<?>> told = new java.util.HashSet<>();
        List<Class<?>> open = new ArrayList<>(types);
        Map<String, List<String>> sections = new TreeMap<>();
        while (!open.isEmpty()) {
            Class<?> type = open.remove(0);
            if (!told.add(type) || VariableType.properties(type).isEmpty()) {
                continue;
            }
            List<String> rows = new ArrayList<>();
            VariableType.properties(type).forEach((name, of) -> {
                rows.add("| `" + name + "` | " + VariableType.name(of) + " |");
                open.add(of);
            });
            sections.put(type.getSimpleName(), rows);
        }
        sections.forEach((name, rows) -> {
            say("**" + name + "**");
            say("");
            say("| property | type |");
            say("|---|---|");
            rows.forEach(this::say);
            say("");
        });
    }

    private void beans() {
        say("## Steps");
        say("");
        say(
                "Each is a bean with one method: `uri: bean:NAME`. It reads the variables named here (? where it can do without) and, where it says so, body or headers.");
        say("");
        say("| bean | reads | gives | what it is |");
        say("|---|---|---|---|");
        Set<String> used = new TreeSet<>();
        files.forEach(file -> file.all("uri").stream()
                .map(RouteTree::text)
                .filter(uri -> uri.startsWith("bean:"))
                .forEach(uri -> used.add(uri.substring(5))));
        STEPS.keySet().stream().filter("map"::equals).forEach(used::add);
        for (String bean : used) {
            Class<?> type = STEPS.get(bean);
            if (type != null) {
                Method method = method(type);
                say("| `" + bean + "` | " + StepReference.reads(method) + " | "
                        + (method.getReturnType().equals(void.class) ? "" : VariableType.name(method.getReturnType()))
                        + " | " + StepReference.sentence(type) + " |");
            }
        }
        say("");
    }

    private static Method method(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(one -> !Modifier.isPrivate(one.getModifiers()) && !one.isSynthetic())
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no method"));
    }

    private void components() throws IOException {
        say("## Components");
        say("");
        say(
                "These of Camel are in the jar; `uri: NAME:...`. The options of each stand in the documentation of Camel 4.18.");
        say("");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            RuntimeCamelCatalog catalog = camel.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
            for (String name : inTheJar()) {
                Matcher title = Pattern.compile("\"description\": \"([^\"]*)\"")
                        .matcher(String.valueOf(catalog.componentJSonSchema(name)));
                say("- `" + name + "`: " + (title.find() ? title.group(1) : ""));
            }
        }
        say("");
    }

    /** Tests have a few more beside it. */
    private static List<String> inTheJar() throws IOException {
        String libraries = new String(
                Objects.requireNonNull(RoutesReference.class.getResourceAsStream("/META-INF/libraries.txt"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        for (String name : Components.IN_THE_JAR) {
            String jar = String.valueOf(
                    RoutesReference.class.getResource("/META-INF/services/org/apache/camel/component/" + name));
            Matcher artifact =
                    Pattern.compile("/(camel-[a-z-]+)-\\d[^/]*\\.jar!").matcher(jar);
            if (artifact.find()
                    && Pattern.compile(":" + artifact.group(1) + ":jar:[\\w.-]+:(?:compile|runtime)\\b")
                            .matcher(libraries)
                            .find()) {
                found.add(name);
            }
        }
        return found;
    }

    private void placeholders() {
        say("## Placeholders");
        say("");
        say(
                "`{{bars.local.port}}` is a setting, any that `application.yaml` or your settings file has; a name of your own is a setting as soon as a route names");
        say(
                "it. `{{millis:bars.delivery.deadline}}` is a setting that is a duration, in milliseconds. `{{?name}}` leaves an option out where the setting is not there,");
        say("`{{name:default}}` has a default. The shipped routes use these:");
        say("");
        Map<String, Integer> used = new HashMap<>();
        files.forEach(file -> file.scalars().forEach(text -> {
            Matcher found = Pattern.compile("\\{\\{([^{}]+)}}").matcher(text.text());
            while (found.find()) {
                used.merge(found.group(1), 1, Integer::sum);
            }
        }));
        used.keySet().stream().sorted().forEach(name -> say("- `{{" + name + "}}`"));
    }

    private void say(String line) {
        lines.add(line);
    }
}
