package io.barsgateway.operate.routeauthor;

import io.barsgateway.operate.routecheck.RouteFlow;
import io.barsgateway.operate.routecheck.VariableType;
import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** What there is in a folder of routes, for people: a list, a picture, and what each step can use. Nothing of it runs. */
@Component
public final class DescribeRoutes {

    private final ApplicationContext spring;

    DescribeRoutes(ApplicationContext spring) {
        this.spring = spring;
    }

    /** Every route, in the order of the files. */
    public List<RouteEntry> list(Path folder) throws IOException {
        return RouteEntry.of(read(folder));
    }

    /** All routes and who calls whom, as Mermaid. */
    public String graph(Path folder) throws IOException {
        return RouteGraph.whole(read(folder));
    }

    /** The steps of one route, as Mermaid; empty where no route is called so. */
    public String graph(Path folder, String route) throws IOException {
        return RouteGraph.ofOne(read(folder), route);
    }

    /**
     * What a step can read: each variable, with the names of the types that it may have and the properties of those.
     *
     * @param step id of a step or of a route
     * @return by variable; nothing where no such step is reached
     */
    public Map<String, String> variables(Path folder, String step) throws IOException {
        List<RouteTree> files = read(folder);
        Map<String, Map<String, Set<Class<?>>>> scopes = RouteFlow.scopes(files, this::type);
        Map<String, String> words = new TreeMap<>();
        Optional.ofNullable(scopes.get(step))
                .ifPresent(known -> known.forEach((name, types) -> words.put(
                        name, types.stream().map(VariableType::words).sorted().collect(Collectors.joining(" or ")))));
        return words;
    }

    private Optional<Class<?>> type(String bean) {
        return spring.containsBean(bean) ? Optional.ofNullable(spring.getType(bean)) : Optional.empty();
    }

    /** @throws IllegalArgumentException naming file and line, where a file cannot be read */
    private static List<RouteTree> read(Path folder) throws IOException {
        List<RouteProblem> problems = new ArrayList<>();
        List<RouteTree> files = new ReadRoutes().read(RouteSet.read(folder), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.stream().map(RouteProblem::toString).collect(Collectors.joining("; ")));
        }
        return files;
    }
}
