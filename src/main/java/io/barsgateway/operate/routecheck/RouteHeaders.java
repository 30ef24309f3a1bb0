package io.barsgateway.operate.routecheck;

import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Headers that an expression asks for and that are all but the name of a known one: Camel takes a header that is not there for an empty
 * one, and a condition on it is silently false. A name that is near to none is taken as it is, since a far system may answer with it.
 */
final class RouteHeaders {

    /** Which Camel or HTTP set without a step that names them. */
    private static final List<String> WELL_KNOWN = List.of(
            "CamelHttpResponseCode",
            "CamelHttpResponseText",
            "CamelHttpMethod",
            "CamelHttpPath",
            "CamelHttpQuery",
            "CamelHttpUri",
            "CamelFileName",
            "Authorization",
            "Accept",
            "Content-Type",
            "Content-Encoding",
            "Retry-After",
            "NHSD-Target-Identifier",
            "NHSD-End-User-Organisation",
            "X-Request-Id",
            "X-Correlation-Id");

    private static final Pattern ASKED = Pattern.compile("\\$\\{headers?(?:\\.|:|\\[)'?([\\w-]{6,60})");
    private static final List<String> NAMERS = List.of("setHeader", "setHeaders", "headers", "removeHeader");
    private static final LevenshteinDistance AT_MOST_TWO = new LevenshteinDistance(2);

    private RouteHeaders() {}

    static List<RouteProblem> problems(List<RouteTree> files) {
        Map<String, String> known = new TreeMap<>();
        WELL_KNOWN.forEach(name -> known.put(name.toLowerCase(Locale.ROOT), name));
        files.stream()
                .flatMap(file -> NAMERS.stream().flatMap(key -> file.all(key).stream()))
                .flatMap(namer -> Stream.concat(Stream.of(namer), namer.items().stream()))
                .map(named -> named.text("name"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> known.put(name.toLowerCase(Locale.ROOT), name));
        List<RouteProblem> problems = new ArrayList<>();
        files.stream().flatMap(file -> file.scalars().stream()).forEach(text -> {
            Matcher asked = ASKED.matcher(text.text());
            while (asked.find()) {
                meant(asked.group(1), known)
                        .ifPresent(meant -> problems.add(text.problem(
                                "no step sets a header " + asked.group(1) + "; do you mean " + meant + "?")));
            }
        });
        return problems;
    }

    /** The known name that is one or two letters away; empty where it is known itself, or none is near. */
    private static Optional<String> meant(String asked, Map<String, String> known) {
        String lower = asked.toLowerCase(Locale.ROOT);
        if (known.containsKey(lower)) {
            return Optional.empty();
        }
        return known.keySet().stream()
                .filter(name -> AT_MOST_TWO.apply(name, lower) >= 0)
                .min((one, other) -> AT_MOST_TWO.apply(one, lower) - AT_MOST_TWO.apply(other, lower))
                .map(known::get);
    }
}
