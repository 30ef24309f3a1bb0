package io.barsgateway.outbox.content;

import io.barsgateway.audit.write.Stored;

/** Whether a message came to our side or leaves it. */
public enum Direction implements Stored {
    /** From another organisation, or of ours about what came of it, for the local system. */
    IN("in"),
    /** To another organisation. */
    OUT("out");

    private final String column;

    Direction(String column) {
        this.column = column;
    }

    /** As the column has it. */
    public static Direction read(String column) {
        return Stored.read(values(), column);
    }

    @Override
    public String column() {
        return column;
    }
}
