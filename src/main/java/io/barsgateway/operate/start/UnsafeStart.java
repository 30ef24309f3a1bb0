package io.barsgateway.operate.start;

import java.util.List;

/** The gateway does not open its port; its message is one line for each reason. */
public final class UnsafeStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsafeStart(List<String> reasons) {
        super("The gateway does not start like this:\n  " + String.join("\n  ", reasons));
    }
}
