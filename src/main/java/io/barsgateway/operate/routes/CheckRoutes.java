package io.barsgateway.operate.routes;

import io.barsgateway.deliver.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Whether a set of route files is whole, without running any of it: each file's YAML and schema, everything double or missing, the
 * options of each component, whatever Camel finds when it builds the routes (beans, placeholders, expressions), and options that a
 * known weakness makes dangerous.
 */
@Component
public final class CheckRoutes {

    private static final Logger log = LoggerFactory.getLogger(CheckRoutes.class);

    private final RouteContexts contexts;
    private final ApplicationContext spring;
    private final CheckMappings mappings;
    private final ReadRoutes reader = new ReadRoutes();

    CheckRoutes(RouteContexts contexts, CheckMappings mappings, ApplicationContext spring) {
        this.contexts = contexts;
        this.mappings = mappings;
        this.spring = spring;
    }

    /**
     * What came of it.
     *
     * @param context its routes, built and not running; null where there are problems
     */
    record Checked(List<RouteProblem> problems, @Nullable CamelContext context) {

        Checked {
            problems = List.copyOf(problems);
        }
    }

    /** What is wrong with the set as it stands on its own; without building it. Where nothing is, it is what the gateway starts with. */
    List<RouteProblem> look(RouteSet set) {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> files = look(set, problems);
        Mappings compiled = mappings.check(set, files, problems);
        if (problems.isEmpty()) {
            contexts.equipFirst(compiled);
            // What ran under an earlier version is not kept from starting by what is found only since
            flow(files).forEach(doubt -> log.warn("A route may fail when a message comes: {}", doubt));
        }
        return problems;
    }

    private List<RouteProblem> flow(List<RouteTree> files) {
        return RouteFlow.problems(files, this::type);
    }

    private List<RouteTree> look(RouteSet set, List<RouteProblem> problems) {
        List<RouteTree> files = reader.read(set, problems);
        if (problems.isEmpty()) {
            problems.addAll(RouteRules.problems(files));
        }
        return files;
    }

    /** What is wrong with the files in a folder; empty where a gateway would take them. */
    public List<RouteProblem> problems(Path folder) throws IOException {
        Checked checked = check(RouteSet.read(folder));
        if (checked.context() != null) {
            checked.context().stop();
        }
        return checked.problems();
    }

    private Optional<Class<?>> type(String bean) {
        return spring.containsBean(bean) ? Optional.ofNullable(spring.getType(bean)) : Optional.empty();
    }

    /** The whole check. */
    Checked check(RouteSet set) {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> files = look(set, problems);
        Mappings compiled = mappings.check(set, files, problems);
        if (problems.isEmpty()) {
            problems.addAll(flow(files));
        }
        if (!problems.isEmpty()) {
            return new Checked(problems, null);
        }
        CamelContext context = null;
        try {
            context = contexts.build(set, compiled);
            problems.addAll(options(context, files));
            problems.addAll(unsafe(context, files));
        } catch (Exception | LinkageError | StackOverflowError e) {
            problems.add(RouteFailure.at(e, files, Set.of(spring.getBeanDefinitionNames())));
        }
        if (context != null && !problems.isEmpty()) {
            context.stop();
            context = null;
        }
        return new Checked(problems, context);
    }

    /** Camel sends an option that a component does not know on to the far side, where the component takes any. */
    private static List<RouteProblem> options(CamelContext context, List<RouteTree> files) {
        RuntimeCamelCatalog catalog = context.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
        List<RouteProblem> problems = new ArrayList<>();
        for (RouteTree file : files) {
            for (RouteTree endpoint : file.with("uri", "parameters")) {
                String scheme = endpoint.text("uri").replaceFirst(":.*", "");
                for (RouteTree option : endpoint.get("parameters").stream()
                        .flatMap(parameters -> parameters.keys().stream())
                        .toList()) {
                    unknown(catalog, scheme, Map.of(option.text(), "1"))
                            .forEach(words -> problems.add(new RouteProblem(option.file(), option.line(), words)));
                }
            }
        }
        return problems;
    }

    /** At the line that names the option, where one does. */
    private static List<RouteProblem> unsafe(CamelContext context, List<RouteTree> files) {
        List<RouteProblem> problems = new ArrayList<>();
        for (UnsafeOption unsafe : UnsafeOption.values()) {
            for (String endpoint : unsafe.endpointsOf(context)) {
                problems.add(files.stream()
                        .flatMap(file -> file.holding(unsafe.option()).stream())
                        .findFirst()
                        .map(place -> new RouteProblem(place.file(), place.line(), unsafe.reason()))
                        .orElseGet(() -> new RouteProblem("routes", 0, endpoint + ": " + unsafe.reason())));
            }
        }
        return problems;
    }

    private static List<String> unknown(RuntimeCamelCatalog catalog, String scheme, Map<String, String> option) {
        EndpointValidationResult result = catalog.validateProperties(scheme, option);
        Set<String> names = new LinkedHashSet<>();
        for (Set<String> found : Arrays.asList(result.getUnknown(), result.getLenient())) {
            if (found != null) {
                names.addAll(found);
            }
        }
        return names.stream()
                .map(name -> "the component " + scheme + " has no option " + name)
                .toList();
    }
}
