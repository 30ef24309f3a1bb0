package io.barsgateway.operate.routecheck;

import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteRules;
import io.barsgateway.operate.routefiles.RouteTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.jspecify.annotations.Nullable;

/** Where in the files a failure of Camel's has its cause: its words name a route, a bean, a placeholder, never a line. */
public final class RouteFailure {

    private static final Pattern ROUTE = Pattern.compile("route(?: with id|:)? \\(?([\\w-]+)");
    private static final Pattern NAMED = Pattern.compile(
            "with key \\[([^\\]]{1,200})\\]|found for: ([\\w-]+)|parameters=\\[\\{([\\w-]+)|function: (\\S+)");
    private static final int LONGEST = 300;

    private RouteFailure() {}

    /** Camel's words for a failure, at the line of what they name, else of the route. */
    public static RouteProblem at(Throwable failure, List<RouteTree> files, Set<String> beans) {
        String words = "";
        String all = "";
        String named = "";
        boolean typed = false;
        for (Throwable cause : Cause.chain(failure).toList()) {
            String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            all += said + " ";
            if (cause instanceof NoSuchBeanException bean) {
                named = "bean:" + bean.getName();
                words = "there is no bean called " + bean.getName() + RouteRules.near(bean.getName(), beans);
            } else if (cause instanceof NoSuchLanguageException language) {
                named = language.getLanguage();
                words = "there is no language called " + named + " here"
                        + RouteRules.near(named, Set.of("simple", "constant", "xpath", "tokenize"))
                        + "; write conditions in simple, and make JSON with a mapping (docs/mapping.md)";
            } else if (cause instanceof SimpleIllegalSyntaxException syntax) {
                named = String.valueOf(syntax.getExpression());
                words = "is no simple expression: " + named + " (" + said + ")";
            } else if (!typed) {
                words = said;
                named = named.isEmpty() ? name(said) : named;
            }
            typed |= cause instanceof NoSuchBeanException
                    || cause instanceof NoSuchLanguageException
                    || cause instanceof SimpleIllegalSyntaxException;
        }
        RouteTree route = route(all, files);
        RouteTree place = named.isEmpty() ? route : holding(named, route == null ? "" : route.file(), files, route);
        String brief = words.length() > LONGEST ? words.substring(0, LONGEST) + " …" : words;
        return place == null
                ? new RouteProblem("routes", 0, brief)
                : new RouteProblem(place.file(), place.line(), brief);
    }

    /** What the words say is unknown; empty where they name nothing. */
    private static String name(String words) {
        Matcher matcher = NAMED.matcher(words);
        return matcher.find()
                ? IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** The first key or value of that file, or of any, that holds the text. */
    private static @Nullable RouteTree holding(
            String text, String file, List<RouteTree> files, @Nullable RouteTree otherwise) {
        return files.stream()
                .filter(one -> file.isEmpty() || one.file().equals(file))
                .flatMap(one -> one.holding(text).stream())
                .findFirst()
                .orElse(otherwise);
    }

    /** The route that the words name, the last where there are several. */
    private static @Nullable RouteTree route(String words, List<RouteTree> files) {
        Map<String, RouteTree> ids = new HashMap<>();
        files.forEach(file -> file.all("id").forEach(id -> ids.putIfAbsent(id.text(), id)));
        RouteTree found = null;
        Matcher route = ROUTE.matcher(words);
        while (route.find()) {
            found = ids.getOrDefault(route.group(1), found);
        }
        return found;
    }
}
