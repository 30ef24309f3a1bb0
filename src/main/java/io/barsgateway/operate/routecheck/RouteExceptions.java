package io.barsgateway.operate.routecheck;

import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteRules;
import io.barsgateway.operate.routefiles.RouteTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.spi.ClassResolver;

/** Finds names in the route files that should be exceptions and are not: Camel only says that some text is not a class. */
final class RouteExceptions {

    /** What is usually meant. */
    private static final Set<String> USUAL = Set.of(
            "java.lang.Throwable",
            "java.lang.Exception",
            "java.lang.RuntimeException",
            "java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException",
            "java.io.IOException",
            "io.barsgateway.outbox.TryAgain",
            "io.barsgateway.outbox.CannotSucceed");

    private RouteExceptions() {}

    /** @param classes finds a class by its name, or null */
    static List<RouteProblem> problems(List<RouteTree> files, ClassResolver classes) {
        List<RouteProblem> problems = new ArrayList<>();
        files.stream()
                .flatMap(file -> Stream.concat(
                        file.all("exceptionType").stream(),
                        file.all("exception").stream().flatMap(list -> list.scalars().stream())))
                .filter(named -> !named.text().isEmpty() && !named.text().contains("{{"))
                .filter(named -> classes.resolveClass(named.text()) == null)
                .map(named ->
                        named.problem("there is no exception " + named.text() + RouteRules.near(named.text(), USUAL)))
                .forEach(problems::add);
        return problems;
    }
}
