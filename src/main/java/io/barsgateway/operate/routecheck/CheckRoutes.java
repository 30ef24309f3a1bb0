package io.barsgateway.operate.routecheck;

import io.barsgateway.deliver.mapping.Mappings;
import io.barsgateway.operate.routebuild.RouteContexts;
import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteRules;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import io.barsgateway.operate.routefiles.UnreadFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;

/**
 * Whether a set of route files is whole, without running any of it: each file's YAML and schema, everything double or missing, what
 * the settings of a service name in it, the options of each component, whatever Camel finds when it builds the routes (beans,
 * placeholders, expressions), and options that a known weakness makes dangerous.
 */
@Component
public final class CheckRoutes {

    private static final Logger log = LoggerFactory.getLogger(CheckRoutes.class);

    private final RouteContexts contexts;
    private final MissingOfRoutes missing;
    private final ApplicationContext spring;
    private final List<RouteSafety> safety;
    private final ReadRoutes reader = new ReadRoutes();

    CheckRoutes(
            RouteContexts contexts,
            MissingOfRoutes missing,
            ApplicationContext spring,
            ObjectProvider<RouteSafety> safety) {
        this.contexts = contexts;
        this.missing = missing;
        this.spring = spring;
        this.safety = safety.stream().toList();
    }

    /**
     * What came of it.
     *
     * @param context its routes, built and not running; null where there are problems
     */
    public record Checked(
            List<RouteProblem> problems, @Nullable CamelContext context) {

        public Checked {
            problems = List.copyOf(problems);
        }
    }

    /**
     * What a gateway does not start with, without building the routes; where nothing is wrong, it starts with these mappings. What else
     * is wrong is in the log: what ran under an earlier version is not kept from starting by what is found only since.
     */
    public List<RouteProblem> look(RouteSet set) {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> files = reader.read(set, problems);
        if (problems.isEmpty()) {
            problems.addAll(RouteRules.problems(files));
            problems.addAll(DoorPolicies.problems(files));
            problems.addAll(missing.problems(set));
        }
        Mappings compiled = CheckMappings.check(set, files, problems);
        if (problems.isEmpty()) {
            contexts.equipFirst(compiled);
            Stream.of(flow(files), RoutePolicies.problems(files), RouteHeaders.problems(files))
                    .flatMap(List::stream)
                    .forEach(doubt -> log.warn("A route may fail, or do harm, when a message comes: {}", doubt));
        }
        return problems;
    }

    private List<RouteProblem> flow(List<RouteTree> files) {
        return RouteFlow.problems(files, this::type);
    }

    /** What is wrong with the files in a folder; empty where a gateway would take them. */
    public List<RouteProblem> problems(Path folder) throws IOException {
        return problems(RouteSet.read(folder));
    }

    /** The same of files that were read before. */
    public List<RouteProblem> problems(RouteSet set) {
        Checked checked = check(set);
        if (checked.context() != null) {
            checked.context().stop();
        }
        return checked.problems();
    }

    /** Files of a folder that no gateway reads although they look as if, with what to do; no mistake in itself. */
    public List<RouteProblem> unread(Path folder) throws IOException {
        return UnreadFiles.in(folder);
    }

    private Optional<Class<?>> type(String bean) {
        return spring.containsBean(bean) ? Optional.ofNullable(spring.getType(bean)) : Optional.empty();
    }

    /** The whole check: everything that is wrong, in the order of the files. */
    public Checked check(RouteSet set) {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> files = reader.read(set, problems);
        boolean all = problems.isEmpty();
        Mappings compiled = CheckMappings.check(set, files, problems);
        CamelContext context = null;
        try {
            problems.addAll(names(files));
            problems.addAll(RoutePolicies.problems(files));
            problems.addAll(RouteHeaders.problems(files));
            if (all) {
                problems.addAll(RouteRules.problems(files));
                problems.addAll(DoorPolicies.problems(files));
                problems.addAll(missing.problems(set));
                problems.addAll(flow(files));
            }
            if (problems.isEmpty()) {
                context = contexts.build(set, compiled);
                problems.addAll(unsafe(context, files));
                problems.addAll(breaches(context, files));
            }
        } catch (Exception | LinkageError | StackOverflowError e) {
            problems.add(RouteFailure.at(e, files, Set.of(spring.getBeanDefinitionNames())));
        }
        if (context != null && !problems.isEmpty()) {
            context.stop();
            context = null;
        }
        return new Checked(
                problems.stream()
                        .distinct()
                        .sorted(Comparator.comparing(RouteProblem::file).thenComparing(RouteProblem::line))
                        .toList(),
                context);
    }

    private List<RouteProblem> names(List<RouteTree> files) throws Exception {
        Set<String> settings = new HashSet<>();
        if (spring.getEnvironment() instanceof ConfigurableEnvironment environment) {
            environment.getPropertySources().stream()
                    .filter(EnumerablePropertySource.class::isInstance)
                    .map(EnumerablePropertySource.class::cast)
                    .forEach(source -> settings.addAll(List.of(source.getPropertyNames())));
        }
        // Spring's own does not know every placeholder before the gateway runs
        CamelContext empty = contexts.build(
                new RouteSet(new TreeMap<>()), Mappings.read(new TreeMap<>(), new TreeMap<>(), new ArrayList<>()));
        try {
            List<RouteProblem> problems = new ArrayList<>(
                    RouteNames.problems(files, empty, Set.of(spring.getBeanDefinitionNames()), settings));
            problems.addAll(RouteExceptions.problems(files, empty.getClassResolver()));
            return problems;
        } finally {
            empty.stop();
        }
    }

    /** At the line that names the option, where one does. */
    private static List<RouteProblem> unsafe(CamelContext context, List<RouteTree> files) {
        List<RouteProblem> problems = new ArrayList<>();
        for (UnsafeOption unsafe : UnsafeOption.values()) {
            for (String endpoint : unsafe.endpointsOf(context)) {
                String text = unsafe.option().isEmpty() ? endpoint.replaceFirst(":.*", "") : unsafe.option();
                problems.add(holding(text, files)
                        .map(place -> new RouteProblem(place.file(), place.line(), unsafe.reason()))
                        .orElseGet(() -> new RouteProblem("routes", 0, endpoint + ": " + unsafe.reason())));
            }
        }
        return problems;
    }

    private static Optional<RouteTree> holding(String text, List<RouteTree> files) {
        return files.stream().flatMap(file -> file.holding(text).stream()).findFirst();
    }

    private List<RouteProblem> breaches(CamelContext context, List<RouteTree> files) {
        return safety.stream()
                .flatMap(rule -> rule.breaches(context).stream())
                .map(breach -> holding(breach.host(), files)
                        .map(place -> new RouteProblem(place.file(), place.line(), breach.reason()))
                        .orElseGet(() -> new RouteProblem("routes", 0, breach.reason())))
                .toList();
    }
}
