package io.barsgateway.operate.routecheck;

import io.barsgateway.deliver.jsonata.MappingProblem;
import io.barsgateway.deliver.mapping.Mappings;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteRules;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the mappings and code tables of a set are whole, and whether each mapping that a route names is there: what would
 * fail when a message comes is found before the set is taken.
 */
public final class CheckMappings {

    private static final String VARIABLE = "mapping";

    private CheckMappings() {}

    /** The mappings of the set, compiled; not to be used where problems were added. */
    public static Mappings check(RouteSet set, List<RouteTree> files, List<RouteProblem> problems) {
        set.files().entrySet().stream()
                .filter(file -> file.getValue().equals(RouteSet.TOO_LARGE))
                .map(file -> new RouteProblem(
                        file.getKey(), 0, "is larger than 1 MB, and was not read: take it out of the routes folder"))
                .forEach(problems::add);
        set.files().forEach((file, text) -> notUtf8(file, text).ifPresent(problems::add));
        List<MappingProblem> found = new ArrayList<>();
        Mappings mappings = Mappings.read(set.ofKind(Mappings.MAPPING), set.ofKind(Mappings.TABLE), found);
        found.forEach(problem -> problems.add(new RouteProblem(problem.file(), problem.line(), problem.words())));
        Set<String> names = set.files().keySet().stream()
                .filter(name -> name.endsWith(Mappings.MAPPING))
                .collect(Collectors.toCollection(TreeSet::new));
        files.forEach(file -> problems.addAll(named(file, names)));
        return mappings;
    }

    /** A spreadsheet saves its CSV in an encoding of its own unless it is told otherwise. */
    private static Optional<RouteProblem> notUtf8(String file, String text) {
        int at = text.indexOf(RouteSet.NO_CHARACTER);
        return at < 0
                ? Optional.empty()
                : Optional.of(new RouteProblem(
                        file,
                        1
                                + (int) text.substring(0, at)
                                        .chars()
                                        .filter(character -> character == '\n')
                                        .count(),
                        "has a character that is no UTF-8: save the file as UTF-8 (in a spreadsheet, as CSV UTF-8)"));
    }

    private static List<RouteProblem> named(RouteTree file, Set<String> names) {
        List<RouteProblem> problems = new ArrayList<>();
        Stream.of("setVariable", "setVariables", "variables")
                .flatMap(key -> file.all(key).stream())
                .flatMap(set -> Stream.concat(Stream.of(set), set.items().stream()))
                .filter(set -> set.text("name").equals(VARIABLE))
                .forEach(set -> {
                    Optional<RouteTree> constant = constant(set);
                    String name = constant.map(RouteTree::text).orElse("");
                    if (constant.isEmpty() || name.contains("${")) {
                        problems.add(new RouteProblem(
                                file.file(),
                                set.line(),
                                "the variable mapping is set to something that is known only when a message comes: write the"
                                        + " name of the file as a constant, and choose between files by choice"));
                    } else if (!names.contains(name)) {
                        problems.add(new RouteProblem(
                                file.file(),
                                constant.get().line(),
                                "there is no mapping " + name + " in the routes folder"
                                        + RouteRules.near(name, names)));
                    }
                });
        return problems;
    }

    /** As {@code constant: x}, {@code simple: x}, or with {@code expression} above or below it. */
    private static Optional<RouteTree> constant(RouteTree set) {
        RouteTree expression = set.get("expression").orElse(set);
        return expression.get("constant").or(() -> expression.get("simple")).map(value -> value.get("expression")
                .orElse(value));
    }
}
