package io.barsgateway.outbox;

import io.barsgateway.audit.write.Stored;
import java.util.Optional;
import java.util.stream.Stream;

/** What an attempt at a neighbour is for, as the store and the answers to operators have it. */
public enum WorkKind implements Stored {
    /** Hands a message to a local system. */
    DELIVER("deliver"),
    /** Sends a message to another organisation, through the proxy. */
    SEND("send"),
    /** Asks the local system that decides on a message. A question is never held, so no work is of this kind. */
    DECIDE("decide");

    private final String column;

    WorkKind(String column) {
        this.column = column;
    }

    /** The kind of that word; empty where it is none that is held as work. */
    public static Optional<WorkKind> held(String word) {
        return Stream.of(DELIVER, SEND).filter(kind -> kind.column.equals(word)).findFirst();
    }

    /** As the column has it. */
    public static WorkKind read(String column) {
        return Stored.read(values(), column);
    }

    @Override
    public String column() {
        return column;
    }

    /** The word, which alarms and answers have too. */
    @Override
    public String toString() {
        return column;
    }
}
