package io.barsgateway.outbox.lane;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import java.time.Duration;
import java.util.List;

/**
 * What the settings say of those that one kind of attempt goes to. Each has a lane, known by its name. The methods about held work are not
 * used for questions to a local system that decides: a question is never held.
 */
public interface Neighbours {

    /** What their attempts are for. */
    WorkKind kind();

    /** What happens in a lane, for operators: "deliveries of 2000012345". */
    String named(String lane);

    /** The lanes that work is taken of; empty where it is taken of all. */
    default List<String> only() {
        return List.of();
    }

    /** Whether work of that lane is taken at all. */
    default boolean takes(String lane) {
        return only().isEmpty() || only().contains(lane);
    }

    /** How long an attempt has its work to itself. */
    default Duration lease() {
        throw new UnsupportedOperationException("Nothing is held of kind " + kind());
    }

    /** Attempts at once, of all lanes together. */
    int workers();

    /** Attempts at once in that lane. */
    int atOnce(String lane);

    /** Failures in a row after which a lane has one attempt at a time. */
    int breakerAfter();

    /** How old work may become before a failure sets it aside. */
    default Duration giveUpAfter(Work work) {
        throw new UnsupportedOperationException("Nothing is held of kind " + kind());
    }

    /** Whether the original may go elsewhere where no view of it can be made. */
    default boolean hasFallback(Work work) {
        return false;
    }
}
