package io.barsgateway.operate.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids in a line of the log: what its template names ({@code reference={}}), and what a value of ours names that prints itself as
 * ids only, such as a piece of work. Nothing is looked for inside other values, so that none can pass for an id.
 */
final class LoggedIds {

    private static final Pattern PLACE = Pattern.compile("(?:\\b(\\w{1,30})=\"?)?\\{}");
    private static final Pattern NAMED = Pattern.compile("(\\w{1,30})=([\\w.|:/-]{1,200})");
    private static final Pattern ALL_NAMED =
            Pattern.compile("\\w{1,30}=[\\w.|:/-]{1,200}(?: \\w{1,30}=[\\w.|:/-]{1,200}){0,9}");

    private LoggedIds() {}

    static Map<String, String> of(@Nullable String template, Object @Nullable [] values) {
        Map<String, String> ids = new LinkedHashMap<>();
        if (template == null || values == null) {
            return ids;
        }
        Matcher place = PLACE.matcher(template);
        for (Object value : values) {
            if (!place.find()) {
                break;
            }
            if (place.group(1) != null) {
                ids.put(place.group(1), String.valueOf(value));
            } else if (value != null && value.getClass().getName().startsWith("io.barsgateway.")) {
                ids.putAll(namedIn(value.toString()));
            }
        }
        return ids;
    }

    private static Map<String, String> namedIn(String text) {
        Map<String, String> ids = new LinkedHashMap<>();
        if (ALL_NAMED.matcher(text).matches()) {
            NAMED.matcher(text).results().forEach(id -> ids.put(id.group(1), id.group(2)));
        }
        return ids;
    }
}
