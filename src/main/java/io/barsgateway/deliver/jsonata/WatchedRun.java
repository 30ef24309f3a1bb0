package io.barsgateway.deliver.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JLambda;
import com.dashjoin.jsonata.Parser.Symbol;
import com.dashjoin.jsonata.Utils;
import com.sun.management.ThreadMXBean;
import io.barsgateway.fhir.fault.Cause;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way through one expression: which parts of it are open, and how much time, depth and memory it has used. It is
 * asked before and after each part; the functions that could do much in one step ask it too. What has been stopped stays stopped,
 * whatever the expression makes of the failure.
 */
public final class WatchedRun {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Steps, characters or members between two looks at the clock and the memory. */
    private static final int BETWEEN_LOOKS = 1000;

    private static final long MOST_PATTERN_WORK = 50_000_000;
    private static final long MOST_TEXT_WORK = 2_000_000_000;

    private final MappingSource source;
    private final MappingProperties limits;
    private final Sizes sizes;
    private final long startNanos = System.nanoTime();
    private final long startBytes = THREADS.getCurrentThreadAllocatedBytes();
    private final Deque<Symbol> open = new ArrayDeque<>();
    private long work;
    private long nextLook = BETWEEN_LOOKS;
    private @Nullable MappingStopped stopped;

    /** @param input bytes of what is mapped: a value on the way may be so much larger than what is made */
    public WatchedRun(MappingSource source, MappingProperties limits, long input) {
        this.source = source;
        this.limits = limits;
        this.sizes = new Sizes(limits.maxOutput().toBytes() + 2 * input);
    }

    /** The library asks it before it evaluates a part, also those that it calls parallel and runs one after the other. */
    public void watch(Frame frame) {
        frame.setEvaluateEntryCallback((part, input, environment) -> enter(part));
        frame.setEvaluateExitCallback((part, input, environment, result) -> leave(part, result));
    }

    private void enter(Symbol part) {
        if (stopped != null) {
            throw stopped;
        }
        open.push(part);
        if (open.size() > limits.maxDepth()) {
            stop(Mistake.DEPTH);
        }
        spend(1);
    }

    private void leave(Symbol part, @Nullable Object result) {
        if (result != null && source.isCalled(part) && !isFunction(result)) {
            // The library would print it, or run a pattern that may take for ever
            stop(Mistake.NO_FUNCTION);
        }
        if (source.isMember(part) && result != null && isFunction(result)) {
            stop(Mistake.NO_JSON);
        }
        if (source.changes() && Parts.type(part).matches("function|apply")) {
            sizes.forget();
        }
        check(result);
        open.pop();
    }

    private static boolean isFunction(Object value) {
        return Utils.isFunction(value) || Functions.isLambda(value) || value instanceof JLambda;
    }

    /** A value that an expression has made, and its size. */
    public Sizes.Size check(@Nullable Object value) {
        try {
            Sizes.Size size = sizes.of(value);
            spend(value instanceof Map || value instanceof List ? size.members() : size.weight());
            return size;
        } catch (MappingStopped e) {
            throw stopped(e);
        }
    }

    /** Stops what would become too large before it is made. */
    public void willMake(long characters) {
        if (characters > limits.maxOutput().toBytes()) {
            stop(Mistake.SIZE);
        }
        spend(characters);
    }

    /** Stops a search by a pattern of so many parts that would take seconds in one step. */
    public void willMatch(long length, long parts) {
        if (length * parts > MOST_PATTERN_WORK) {
            stop(Mistake.PATTERN_WORK);
        }
        spend(1 + length / 10);
    }

    /** Stops a search for a text of that length that would take seconds in one step. */
    public void willFind(long length, long part) {
        if (length * part > MOST_TEXT_WORK) {
            stop(Mistake.PATTERN_WORK);
        }
        spend(1 + length / 10);
    }

    /** So much has been done. */
    public void spend(long steps) {
        work += steps;
        if (work < nextLook) {
            return;
        }
        nextLook = work + BETWEEN_LOOKS;
        if (System.nanoTime() - startNanos > limits.timeout().toNanos()) {
            stop(Mistake.TIME);
        }
        if (THREADS.getCurrentThreadAllocatedBytes() - startBytes
                > limits.maxMemory().toBytes()) {
            stop(Mistake.MEMORY);
        }
    }

    private void stop(Mistake mistake) {
        throw stopped(new MappingStopped(mistake));
    }

    /** Keeps why it stops: the library replaces a failure inside {@code and} and {@code or} by one of its own. */
    public MappingStopped stopped(MappingStopped why) {
        stopped = why;
        return why;
    }

    /** Why it failed: what stopped it, else what the library's failure means. */
    public MappingStopped reason(Throwable failure) {
        if (stopped != null) {
            return stopped;
        }
        return Cause.chain(failure)
                .map(this::meaning)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new MappingStopped(Mistake.OTHER));
    }

    private Optional<MappingStopped> meaning(Throwable cause) {
        if (cause instanceof MappingStopped ours) {
            return Optional.of(ours);
        }
        if (cause instanceof StackOverflowError) {
            return Optional.of(new MappingStopped(Mistake.LEVELS));
        }
        return cause instanceof JException theirs ? Optional.of(of(theirs)) : Optional.empty();
    }

    private MappingStopped of(JException failure) {
        String code = String.valueOf(failure.getError());
        if (code.equals("D3137") || code.equals("D3141")) {
            Symbol innermost = open.peek();
            return new MappingStopped(Mistake.SAID, innermost == null ? "" : source.said(innermost));
        }
        Mistake mistake = Mistake.of(code).orElse(Mistake.OTHER);
        return new MappingStopped(mistake, code.matches("[A-Z]\\d{4}") ? code : "");
    }

    /** The line of the part that failed; 0 where none is known. */
    public int line() {
        return source.line(open);
    }

    /** The member that was being made, as in {@code patient.nhsNumber}. */
    public String path() {
        List<Symbol> fromTheOutermost = new ArrayList<>(open);
        Collections.reverse(fromTheOutermost);
        return source.path(fromTheOutermost);
    }
}
