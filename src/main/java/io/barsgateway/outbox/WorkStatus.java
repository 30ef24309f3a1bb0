package io.barsgateway.outbox;

import io.barsgateway.audit.write.Stored;

/** Where a piece of work stands, as its row says. WorkState is what a person is told of it. */
public enum WorkStatus implements Stored {
    /** To be tried, or being tried. */
    READY("ready"),
    /** Rejected to its Requester, who has not confirmed that yet. */
    RETURNING("returning"),
    /** The neighbour has it. */
    DONE("done"),
    /** Set aside: a person must look. */
    UNDELIVERED("undelivered"),
    /** A person handled it in another way. */
    HANDLED("handled");

    private final String column;

    WorkStatus(String column) {
        this.column = column;
    }

    /** As the column has it. */
    public static WorkStatus read(String column) {
        return Stored.read(values(), column);
    }

    @Override
    public String column() {
        return column;
    }
}
