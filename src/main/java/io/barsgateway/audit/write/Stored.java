package io.barsgateway.audit.write;

import java.util.stream.Stream;

/** One of a closed set of values of a column. The enum that implements this is the only place that knows the word in the column. */
public interface Stored {

    /** The word in the column. */
    String column();

    /**
     * The value of that word.
     *
     * @throws IllegalStateException where there is none: a later version has written it
     */
    static <E extends Stored> E read(E[] values, String column) {
        return Stream.of(values)
                .filter(value -> value.column().equals(column))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("The store has a word that this version does not know: " + column));
    }
}
