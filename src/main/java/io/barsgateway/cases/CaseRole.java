package io.barsgateway.cases;

import io.barsgateway.audit.write.Stored;

/** Which side of a case we are. */
public enum CaseRole implements Stored {
    /** It was sent to us. */
    RECEIVER("receiver"),
    /** We sent it. */
    SENDER("sender");

    private final String column;

    CaseRole(String column) {
        this.column = column;
    }

    /** As the column has it. */
    public static CaseRole read(String column) {
        return Stored.read(values(), column);
    }

    @Override
    public String column() {
        return column;
    }
}
