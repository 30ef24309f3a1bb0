package io.barsgateway.caller;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that a caller's certificate may bear, compared exactly but for case. */
public record AllowedNames(Set<String> names) {

    AllowedNames(List<String> names) {
        this(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
    }

    boolean contains(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }
}
