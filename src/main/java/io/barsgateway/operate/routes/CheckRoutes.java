package io.barsgateway.operate.routes;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Whether a set of route files is whole, without running any of it: each file's YAML and schema, everything double or missing, the
 * options of each component, and whatever Camel finds when it builds the routes: beans, placeholders, expressions.
 */
@Component
public final class CheckRoutes {

    private final RouteContexts contexts;
    private final ApplicationContext spring;
    private final ReadRoutes reader = new ReadRoutes();

    CheckRoutes(RouteContexts contexts, ApplicationContext spring) {
        this.contexts = contexts;
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

    /** What is wrong with the set as it stands on its own; without building it. */
    List<RouteProblem> look(RouteSet set) {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> files = reader.read(set, problems);
        if (problems.isEmpty()) {
            problems.addAll(RouteRules.problems(files));
        }
        return problems;
    }

    /** The whole check. */
    Checked check(RouteSet set) {
        List<RouteProblem> problems = look(set);
        if (!problems.isEmpty()) {
            return new Checked(problems, null);
        }
        List<RouteTree> files = reader.read(set, problems);
        CamelContext context = null;
        try {
            context = contexts.build(set);
            problems.addAll(options(context, files));
        } catch (Exception | LinkageError | StackOverflowError e) {
            problems.add(RouteFailure.at(e, files, Set.of(spring.getBeanDefinitionNames())));
        }
        if (context != null && !problems.isEmpty()) {
            context.stop();
            context = null;
        }
        return new Checked(problems, context);
    }

    private static List<RouteProblem> options(CamelContext context, List<RouteTree> files) {
        RuntimeCamelCatalog catalog = context.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
        List<RouteProblem> problems = new ArrayList<>();
        for (RouteTree file : files) {
            for (RouteTree uri : file.all("uri")) {
                String scheme = uri.text().replaceFirst(":.*", "");
                Map<String, String> query = new HashMap<>();
                try {
                    URISupport.parseQuery(uri.text().replaceFirst("^[^?]*\\??", ""))
                            .forEach((name, value) -> query.put(name, String.valueOf(value)));
                } catch (URISyntaxException e) {
                    problems.add(new RouteProblem(uri.file(), uri.line(), "is no URI"));
                }
                unknown(catalog, scheme, query)
                        .forEach(words -> problems.add(new RouteProblem(uri.file(), uri.line(), words)));
            }
        }
        return problems;
    }

    private static List<String> unknown(RuntimeCamelCatalog catalog, String scheme, Map<String, String> options) {
        if (options.isEmpty()) {
            return List.of();
        }
        EndpointValidationResult result = catalog.validateProperties(scheme, options);
        Set<String> names = new LinkedHashSet<>();
        if (result.getUnknown() != null) {
            names.addAll(result.getUnknown());
        }
        return names.stream()
                .map(name -> "the component " + scheme + " has no option " + name)
                .toList();
    }
}
