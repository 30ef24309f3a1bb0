package io.barsgateway.receive.caller;

import io.barsgateway.audit.watch.Replaceable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names that a caller's certificate may bear at this moment, compared exactly but for case. */
public final class AllowedNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+");

    private final Replaceable<Set<String>> current;

    /**
     * @throws IllegalArgumentException for anything that is not a whole name: a pattern would let in more than one reads
     */
    AllowedNames(List<String> names) {
        current = new Replaceable<>(checked(names));
    }

    boolean contains(String name) {
        return current.get().contains(name.toLowerCase(Locale.ROOT));
    }

    public boolean isEmpty() {
        return current.get().isEmpty();
    }

    void replace(List<String> names) {
        current.set(checked(names));
    }

    private static Set<String> checked(List<String> names) {
        return names.stream()
                .map(name -> {
                    if (!NAME.matcher(name).matches()) {
                        throw new IllegalArgumentException(
                                "bars.caller.names takes exact names, not patterns: " + name);
                    }
                    return name.toLowerCase(Locale.ROOT);
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
