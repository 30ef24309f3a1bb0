package io.barsgateway.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The regular expressions of the code and of its data, as they stand there, with what each is used for. */
final class Expressions {

    private static final String CALL =
            "(Pattern\\s*\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)\\(\\s*(?=\"|\\w+ \\+ \")";

    private Expressions() {}

    /** Over a whole text, or again and again in one. */
    enum Use {
        MATCHES,
        FIND,
        BOTH
    }

    record Expression(String text, Use use) {}

    /** Each of them, and the file that it is in. */
    static Map<Expression, String> all() {
        Map<Expression, String> all =
                new TreeMap<>(Comparator.comparing(Expression::text).thenComparing(Expression::use));
        Sources.java().stream().filter(file -> file.startsWith("src/main")).forEach(file -> in(Sources.read(file))
                .forEach(one -> all.put(one, file.toString())));
        for (String rule : keys("src/main/resources/bars/findings.yaml")) {
            all.put(new Expression(rule, Use.MATCHES), "findings.yaml");
        }
        tolerances().forEach(rule -> all.put(new Expression(rule, Use.MATCHES), "tolerances.yaml"));
        return all;
    }

    /** Every expression that stands in that source as a literal; what is put together with it is taken for {@code 9}. */
    private static List<Expression> in(String source) {
        List<Expression> found = new ArrayList<>();
        Matcher call = Pattern.compile(CALL).matcher(source);
        while (call.find()) {
            Use use = call.group(1).equals(".matches")
                    ? Use.MATCHES
                    : call.group(1).contains("compile") ? use(source, call.start()) : Use.FIND;
            found.add(new Expression(literal(source, call.end()), use));
        }
        return found;
    }

    /** How the constant that begins before that place is used. */
    private static Use use(String source, int place) {
        Matcher name = Pattern.compile("Pattern (\\w+) =\\s*$").matcher(source.substring(0, place));
        if (!name.find()) {
            return Use.BOTH;
        }
        String matcher = name.group(1) + "\\.matcher\\(";
        Matcher kept = Pattern.compile("Matcher (\\w+) =\\s*" + matcher).matcher(source);
        String finds = "\\s*\\.(?:find|results|lookingAt|replaceAll|replaceFirst|appendReplacement)\\(";
        boolean isFound = Pattern.compile(name.group(1) + "\\.split\\(|" + matcher + "[^;]*?\\)" + finds)
                .matcher(source)
                .find();
        while (kept.find()) {
            isFound |= Pattern.compile("\\b" + kept.group(1) + finds)
                    .matcher(source)
                    .find();
        }
        return isFound ? Use.BOTH : Use.MATCHES;
    }

    private static String literal(String source, int from) {
        StringBuilder literal = new StringBuilder();
        int depth = 0;
        boolean other = false;
        for (int at = from; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '"') {
                int end = at + 1;
                while (source.charAt(end) != '"') {
                    end += source.charAt(end) == '\\' ? 2 : 1;
                }
                // What an expression of Java code puts between two literals
                if (depth == 0) {
                    literal.append(other ? "9" : "")
                            .append(source.substring(at + 1, end).translateEscapes());
                    other = false;
                }
                at = end;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                break;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                other |= Character.isLetterOrDigit(c);
            }
        }
        return literal.append(other ? "9" : "").toString();
    }

    private static Set<String> keys(String file) {
        Map<String, Object> rules =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Sources.read(Path.of(file)));
        return rules.keySet();
    }

    private static Set<String> tolerances() {
        Map<String, Object> all = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Sources.read(Path.of("src/main/resources/bars/tolerances.yaml")));
        Set<String> rules = new LinkedHashSet<>();
        if (all.get("tolerances") instanceof List<?> list) {
            list.forEach(one -> ((Map<?, ?>) one).forEach((key, value) -> {
                if (!"because".equals(key)) {
                    rules.add(String.valueOf(value));
                }
            }));
        }
        return rules;
    }
}
