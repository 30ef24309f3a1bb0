package io.barsgateway.fhir.fault;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What lies under a failure, for a log: its kind and the place in our code, never its message, which may quote a patient. */
public final class Cause {

    private static final int DEEPEST = 20;

    private Cause() {}

    /** A failure and all that lies under it, twenty deep at most: one that is its own cause has no end. */
    public static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    /** The exception at the root; of a failure that is its own cause, the one where the chain is cut. */
    public static Throwable root(Throwable failure) {
        return chain(failure).reduce(failure, (above, under) -> under);
    }

    /** Kind of the root, and the nearest line of ours above it. */
    public static String of(Throwable failure) {
        Throwable root = root(failure);
        return root.getClass().getSimpleName()
                + Arrays.stream(root.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("io.barsgateway"))
                        .findFirst()
                        .or(() -> Arrays.stream(root.getStackTrace()).findFirst())
                        .map(frame -> " at " + frame)
                        .orElse("");
    }
}
