package io.barsgateway.audit.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a label from having more values than a monitor can hold: the first so many are told apart, and all others are one. */
public final class BoundedLabel {

    /** The label of every value beyond the bound. */
    public static final String OTHER = "other";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public BoundedLabel(int most) {
        this.most = most;
    }

    /** That value, or {@link #OTHER} where there are too many already; an empty one, which is no label, stays empty. */
    public String of(String value) {
        return value.isEmpty() || known.contains(value) || (known.size() < most && known.add(value)) ? value : OTHER;
    }
}
