package io.barsgateway.cases.decide;

import io.barsgateway.audit.write.Stored;

/** What is known of a question to a local system. */
enum Verdict implements Stored {
    /** It was asked, and may have said yes. */
    ASKED,
    /** It said yes. */
    TAKEN;

    @Override
    public String column() {
        return name();
    }
}
