package io.barsgateway.audit.write;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SQL in which the words of closed sets are named as their enums name them: <code>status = {READY}</code>. They become literals, not
 * parameters, so that PostgreSQL can use an index that has only the rows of one word.
 */
public final class SqlText {

    private static final Pattern HOLE = Pattern.compile("\\{([A-Z_]+)}");

    private SqlText() {}

    /**
     * The text with its holes filled.
     *
     * @param sets the values that it names, of each enum
     * @throws IllegalArgumentException where a hole is named as none of them, or as two
     */
    public static String of(String sql, Stored[]... sets) {
        return HOLE.matcher(sql).replaceAll(hole -> Matcher.quoteReplacement("'" + word(hole.group(1), sets) + "'"));
    }

    /** The words of these values, as literals with commas between them. */
    public static String list(Collection<? extends Stored> values) {
        return values.stream().map(value -> "'" + value.column() + "'").collect(Collectors.joining(", "));
    }

    private static String word(String name, Stored[]... sets) {
        List<String> found = Stream.of(sets)
                .flatMap(Stream::of)
                .filter(value -> ((Enum<?>) value).name().equals(name))
                .map(Stored::column)
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("Not one value, but " + found.size() + ", are named " + name);
        }
        return found.get(0);
    }
}
