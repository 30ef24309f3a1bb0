package io.barsgateway.operate.routefiles;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which known name somebody meant who typed another one. */
public final class Nearest {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Nearest() {}

    /** The known name that is fewest letters away; empty where none is near. */
    public static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .filter(one -> DISTANCE.apply(one, typed) <= Math.max(2, typed.length() / 4))
                .min(Comparator.comparingInt((String one) -> DISTANCE.apply(one, typed))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
