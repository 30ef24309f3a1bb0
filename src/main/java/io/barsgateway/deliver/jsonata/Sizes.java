package io.barsgateway.deliver.jsonata;

import com.dashjoin.jsonata.Utils.RangeList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large values would be as JSON. What two members share counts twice: a small value that holds itself many times over is as large
 * as what comes of writing, comparing or copying it. Each value is weighed once, by what its members weigh.
 */
public final class Sizes {

    public static final int MOST_MEMBERS = 50_000;
    public static final int MOST_LEVELS = 400;

    private static final int OF_A_NUMBER = 4;
    private static final int AROUND_TEXT = 2;
    private static final int AROUND_MEMBER = 4;

    private final long most;
    private final IdentityHashMap<Object, Size> known = new IdentityHashMap<>();

    /**
     * @param weight characters it would have as JSON, about
     * @param members that it had when it was weighed: of a list that grew it is taken again
     */
    public record Size(long weight, int levels, int members) {}

    Sizes(long most) {
        this.most = most;
    }

    /** Stops a value that is larger, longer or deeper than may be. */
    Size of(@Nullable Object value) {
        return of(value, 0);
    }

    /** What was weighed may have been changed since. */
    void forget() {
        known.clear();
    }

    private Size of(@Nullable Object value, int above) {
        if (value instanceof String text) {
            return checked(new Size((long) text.length() + AROUND_TEXT, 0, 0));
        }
        if (value instanceof RangeList range) {
            return checked(new Size((long) range.size() * OF_A_NUMBER, 1, range.size()));
        }
        if (!(value instanceof List || value instanceof Map)) {
            return new Size(OF_A_NUMBER, 0, 0);
        }
        int members = value instanceof List<?> list ? list.size() : ((Map<?, ?>) value).size();
        Size before = known.get(value);
        if (before != null && before.members == members && above + before.levels <= MOST_LEVELS) {
            return before;
        }
        if (members > MOST_MEMBERS) {
            throw new MappingStopped(Mistake.MEMBERS);
        }
        if (above >= MOST_LEVELS) {
            throw new MappingStopped(Mistake.LEVELS);
        }
        Size size = value instanceof List<?> list ? ofList(list, above) : ofMap((Map<?, ?>) value, above);
        known.put(value, size);
        return size;
    }

    private Size ofList(List<?> list, int above) {
        Size sum = new Size(AROUND_TEXT, 0, 0);
        for (Object member : list) {
            sum = checked(plus(sum, of(member, above + 1), 1));
        }
        return new Size(sum.weight, sum.levels + 1, list.size());
    }

    private Size ofMap(Map<?, ?> map, int above) {
        Size sum = new Size(AROUND_TEXT, 0, 0);
        for (Map.Entry<?, ?> member : map.entrySet()) {
            int name = String.valueOf(member.getKey()).length() + AROUND_MEMBER;
            sum = checked(plus(sum, of(member.getValue(), above + 1), name));
        }
        return new Size(sum.weight, sum.levels + 1, map.size());
    }

    private static Size plus(Size sum, Size member, int around) {
        return new Size(sum.weight + member.weight + around, Math.max(sum.levels, member.levels), 0);
    }

    private Size checked(Size size) {
        if (size.weight > most) {
            throw new MappingStopped(Mistake.SIZE);
        }
        if (size.members > MOST_MEMBERS) {
            throw new MappingStopped(Mistake.MEMBERS);
        }
        return size;
    }
}
