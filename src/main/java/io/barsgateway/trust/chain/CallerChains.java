package io.barsgateway.trust.chain;

import io.barsgateway.audit.watch.Replaceable;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Judges callers' chains by the authorities of this moment, which may be replaced at any time. */
public final class CallerChains {

    private final Replaceable<Authorities> current;
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private final List<Consumer<MissingList>> onMissing = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final Duration goodFor;

    /** @param goodFor how long a verdict may be relied on while nothing changes */
    public CallerChains(Authorities first, Clock clock, Duration goodFor) {
        this.current = new Replaceable<>(first);
        this.clock = clock;
        this.goodFor = goodFor;
    }

    /** A new verdict. */
    public Verdict judge(List<X509Certificate> presented) {
        Verdict verdict = current.get().judge(presented, clock.instant());
        verdict.missing().forEach(missing -> onMissing.forEach(action -> action.accept(missing)));
        return verdict;
    }

    /** The earlier verdict while it is good, else a new one. */
    public Verdict judge(List<X509Certificate> presented, @Nullable Verdict earlier) {
        return earlier != null && isGood(earlier) ? earlier : judge(presented);
    }

    private boolean isGood(Verdict earlier) {
        Instant now = clock.instant();
        return earlier.by() == current.get()
                && now.isBefore(earlier.at().plus(goodFor))
                && earlier.path().stream()
                        .allMatch(c -> c.getNotAfter().toInstant().isAfter(now));
    }

    public Authorities authorities() {
        return current.get();
    }

    /** From now on everything is judged by these; connections are looked at again at once. */
    public void replace(Authorities next) {
        current.set(next);
        onChange.forEach(Runnable::run);
    }

    /** Called after each change, in the order of registration. */
    public void onChange(Runnable action) {
        onChange.add(action);
    }

    /** Called in the handshake, so without a wait, for each list that a caller would have needed. */
    public void onMissing(Consumer<MissingList> action) {
        onMissing.add(action);
    }
}
