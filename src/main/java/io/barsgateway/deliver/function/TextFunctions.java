package io.barsgateway.deliver.function;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Utils;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.barsgateway.deliver.jsonata.MappingStopped;
import io.barsgateway.deliver.jsonata.Mistake;
import io.barsgateway.deliver.jsonata.Sizes;
import io.barsgateway.deliver.jsonata.WatchedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of JSONata that search and make texts, as its documentation has them, bounded: the library's own make a text of any
 * length in one step, or search by an engine that may take for ever.
 */
final class TextFunctions {

    private final WatchedRun run;

    TextFunctions(WatchedRun run) {
        this.run = run;
    }

    @Nullable
    Object contains(@Nullable String text, Object sought) {
        if (text == null) {
            return null;
        }
        return sought instanceof String part
                ? find(text, part, 0) >= 0
                : matcher(text, sought).find();
    }

    /** The text before the first {@code part}, or all of it. */
    @Nullable
    Object before(@Nullable String text, @Nullable String part) {
        int at = text == null || part == null ? -1 : find(text, part, 0);
        return text == null || at < 0 ? text : text.substring(0, at);
    }

    /** The text after the first {@code part}, or all of it. */
    @Nullable
    Object after(@Nullable String text, @Nullable String part) {
        int at = text == null || part == null ? -1 : find(text, part, 0);
        return text == null || part == null || at < 0 ? text : text.substring(at + part.length());
    }

    /** From that character on, so many; a start below 0 counts from the end. */
    @Nullable
    Object substring(@Nullable String text, Number start, @Nullable Number length) {
        if (text == null) {
            return null;
        }
        int all = text.codePointCount(0, text.length());
        long from = start.longValue() < 0 ? Math.max(0, all + start.longValue()) : Math.min(all, start.longValue());
        long to = length == null ? all : Math.min(all, from + Math.max(0, length.longValue()));
        return text.substring(text.offsetByCodePoints(0, (int) from), text.offsetByCodePoints(0, (int) to));
    }

    @Nullable
    Object pad(@Nullable String text, Number width, @Nullable String by) {
        if (text == null) {
            return null;
        }
        String filler = by == null || by.isEmpty() ? " " : by;
        long wanted = Math.abs(width.longValue());
        run.willMake(wanted);
        int missing = (int) wanted - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        int[] points = filler.codePoints().toArray();
        StringBuilder filling = new StringBuilder();
        for (int i = 0; i < missing; i++) {
            filling.appendCodePoint(points[i % points.length]);
        }
        return width.longValue() < 0 ? filling + text : text + filling;
    }

    @Nullable
    Object join(@Nullable List<?> texts, @Nullable String by) {
        if (texts == null) {
            return null;
        }
        String between = by == null ? "" : by;
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            append(joined, i == 0 ? String.valueOf(texts.get(i)) : between + texts.get(i));
        }
        return joined.toString();
    }

    /** Each match as match, index and groups. */
    @Nullable
    Object match(@Nullable String text, Object pattern, @Nullable Number limit) {
        if (text == null) {
            return null;
        }
        int most = most(limit);
        List<Object> found = Utils.createSequence();
        Matcher matcher = matcher(text, pattern);
        while (found.size() < most && next(matcher, text)) {
            found.add(asObject(matcher));
        }
        return found;
    }

    @Nullable
    Object split(@Nullable String text, Object by, @Nullable Number limit) {
        if (text == null) {
            return null;
        }
        int most = most(limit);
        List<Object> parts = new ArrayList<>();
        if (by instanceof String empty && empty.isEmpty()) {
            text.codePoints()
                    .limit(Math.min(most, Sizes.MOST_MEMBERS + 1L))
                    .forEach(point -> parts.add(Character.toString(point)));
            return parts;
        }
        int from = 0;
        if (by instanceof String between) {
            for (int at = find(text, between, 0); at >= 0 && parts.size() < most; at = find(text, between, from)) {
                parts.add(text.substring(from, at));
                from = at + between.length();
            }
        } else {
            Matcher matcher = matcher(text, by);
            while (parts.size() < most && next(matcher, text)) {
                parts.add(text.substring(from, matcher.start()));
                from = matcher.end();
            }
        }
        if (parts.size() < most) {
            parts.add(text.substring(from));
        }
        return parts;
    }

    @Nullable
    Object replace(@Nullable String text, Object sought, Object by, @Nullable Number limit) throws Throwable {
        if (text == null) {
            return null;
        }
        if (!(by instanceof String) && !(Utils.isFunction(by) || Functions.isLambda(by))) {
            throw new MappingStopped(Mistake.REPLACEMENT);
        }
        int most = most(limit);
        StringBuilder made = new StringBuilder();
        int from = 0;
        int count = 0;
        if (sought instanceof String part) {
            if (part.isEmpty() || !(by instanceof String word)) {
                throw new MappingStopped(Mistake.REPLACEMENT);
            }
            for (int at = find(text, part, 0); at >= 0 && count < most; at = find(text, part, from), count++) {
                append(made, text.substring(from, at));
                append(made, word);
                from = at + part.length();
            }
        } else {
            Matcher matcher = matcher(text, sought);
            for (; count < most && next(matcher, text); count++) {
                append(made, text.substring(from, matcher.start()));
                append(made, by instanceof String template ? filled(template, matcher) : answer(by, matcher));
                from = matcher.end();
            }
        }
        append(made, text.substring(from));
        return made.toString();
    }

    private void append(StringBuilder made, String part) {
        run.willMake((long) made.length() + part.length());
        made.append(part);
    }

    /** $0 is the match, $1 to $99 are its groups, $$ is a dollar; a group that is not there is nothing. */
    private static String filled(String template, Matcher matcher) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char here = template.charAt(i);
            char next = i + 1 < template.length() ? template.charAt(i + 1) : ' ';
            if (here != '$' || !(next == '$' || (next >= '0' && next <= '9'))) {
                filled.append(here);
            } else if (next == '$') {
                filled.append('$');
                i++;
            } else {
                int group = next - '0';
                i++;
                char second = i + 1 < template.length() ? template.charAt(i + 1) : ' ';
                if (second >= '0' && second <= '9' && 10 * group + second - '0' <= matcher.groupCount()) {
                    group = 10 * group + second - '0';
                    i++;
                }
                String value = group <= matcher.groupCount() ? matcher.group(group) : "";
                filled.append(value == null ? "" : value);
            }
        }
        return filled.toString();
    }

    private static String answer(Object function, Matcher matcher) throws Throwable {
        if (Functions.funcApply(function, List.of(asObject(matcher))) instanceof String text) {
            return text;
        }
        throw new MappingStopped(Mistake.REPLACEMENT);
    }

    private static Map<String, Object> asObject(Matcher matcher) {
        List<Object> groups = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String value = matcher.group(group);
            groups.add(value == null ? "" : value);
        }
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", matcher.group());
        match.put("index", matcher.start());
        match.put("groups", groups);
        return match;
    }

    private Matcher matcher(String text, Object literal) {
        if (!(literal instanceof Pattern pattern)) {
            throw new MappingStopped(Mistake.PATTERN);
        }
        run.willMatch(text.length(), pattern.programSize());
        return pattern.matcher(text);
    }

    /** Each search may go to the end of the text. */
    private boolean next(Matcher matcher, String text) {
        run.spend(1 + text.length() / 10);
        if (!matcher.find()) {
            return false;
        }
        if (matcher.start() == matcher.end()) {
            throw new MappingStopped(Mistake.EMPTY_MATCH);
        }
        return true;
    }

    private int find(String text, String part, int from) {
        run.willFind((long) text.length() - from, part.length());
        return text.indexOf(part, from);
    }

    private static int most(@Nullable Number limit) {
        if (limit == null) {
            return Integer.MAX_VALUE;
        }
        if (limit.doubleValue() < 0) {
            throw new MappingStopped(Mistake.COUNT);
        }
        return limit.intValue();
    }
}
