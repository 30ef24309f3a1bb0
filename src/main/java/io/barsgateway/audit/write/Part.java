package io.barsgateway.audit.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one writer adds to a statement that several writers share: an INSERT, UPDATE or DELETE of its own table.
 *
 * @param name by which later parts read what this one returns; a name of ours, never one from outside
 * @param sql with a question mark for each value
 * @param values in the order of the question marks
 */
public record Part(String name, String sql, List<@Nullable Object> values) {

    public Part {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    public static Part of(String name, String sql, @Nullable Object... values) {
        List<@Nullable Object> list = new ArrayList<>();
        Collections.addAll(list, values);
        return new Part(name, sql, list);
    }
}
