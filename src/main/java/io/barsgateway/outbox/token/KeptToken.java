package io.barsgateway.outbox.token;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.RetryProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The access token of one endpoint: kept until four fifths of its life, then renewed by one caller while the others go on with the old
 * one; asked for by one caller at a time where there is none. While the endpoint fails it is asked once for each wait, however many
 * messages want a token.
 */
public final class KeptToken {

    private final Supplier<AccessToken> endpoint;
    private final RetryProperties retry;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private final Replaceable<Optional<AccessToken>> kept = new Replaceable<>(Optional.empty());
    private final Replaceable<TokenPause> pause = new Replaceable<>(TokenPause.NONE);

    /** @param endpoint asks for a fresh one, or throws {@link TryAgain} */
    public KeptToken(Supplier<AccessToken> endpoint, RetryProperties retry, Clock clock) {
        this.endpoint = endpoint;
        this.retry = retry;
        this.clock = clock;
    }

    /** @throws TryAgain where none can be had now */
    public AccessToken current() {
        Optional<AccessToken> held = kept.get();
        Instant now = clock.instant();
        Optional<AccessToken> good = held.filter(
                token -> now.isBefore(token.renewAt()) || (now.isBefore(token.endsAt()) && asking.isLocked()));
        return good.orElseGet(this::askedFor);
    }

    private AccessToken askedFor() {
        asking.lock();
        try {
            Optional<AccessToken> meanwhile = kept.get();
            return meanwhile
                    .filter(token -> clock.instant().isBefore(token.renewAt()))
                    .orElseGet(() -> renewed(meanwhile));
        } finally {
            asking.unlock();
        }
    }

    /** A fresh one; while none can be had, the one that we hold, as long as it lasts. */
    private AccessToken renewed(Optional<AccessToken> held) {
        try {
            pause.get().check(clock.instant());
            AccessToken fresh = ask();
            kept.set(Optional.of(fresh));
            return fresh;
        } catch (TryAgain none) {
            return held.filter(token -> clock.instant().isBefore(token.endsAt()))
                    .orElseThrow(() -> none);
        }
    }

    private AccessToken ask() {
        try {
            AccessToken fresh = endpoint.get();
            pause.set(TokenPause.NONE);
            return fresh;
        } catch (TryAgain failure) {
            pause.set(pause.get().after(failure, clock.instant(), retry));
            throw failure;
        }
    }

    /** The one that we hold, whether it is still good or not; nothing is asked for. */
    public Optional<AccessToken> held() {
        return kept.get();
    }

    /** It was not taken: the next caller asks for another. */
    public void forget(AccessToken refused) {
        if (kept.get().filter(refused::equals).isPresent()) {
            kept.set(Optional.empty());
        }
    }

    /** What the endpoint said against us may have been mended: the next caller who needs a token asks at once. */
    public void endPause() {
        pause.set(TokenPause.NONE);
    }
}
