package io.barsgateway.send.proxy;

import io.barsgateway.outbox.RetryProperties;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.trust.keys.ClientTls;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The access token to send with: kept until four fifths of its life, then renewed by one caller while the others go on with
 * the old one; asked for by one caller at a time where there is none. While the endpoint fails it is asked once for each wait,
 * however many messages want a token.
 */
@Component
final class AccessTokens {

    private final SenderProperties sender;
    private final Application application;
    private final ClientTls senderTls;
    private final RetryProperties retry;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable TokenEndpoint endpoint;
    private volatile @Nullable AccessToken kept;
    private volatile TokenPause pause = TokenPause.NONE;

    AccessTokens(
            SenderProperties sender, Application application, ClientTls senderTls, RetryProperties retry, Clock clock) {
        this.retry = retry;
        this.sender = sender;
        this.application = application;
        this.senderTls = senderTls;
        this.clock = clock;
    }

    /**
     * Signs with the key of that application from now on; the token that is held stays good.
     *
     * @throws io.barsgateway.audit.watch.UnusableFile where its key cannot sign
     */
    void signAs(Application next) {
        endpoint = endpoint(next);
        pause = TokenPause.NONE;
    }

    AccessToken current() {
        AccessToken held = kept;
        if (held != null) {
            boolean fresh = clock.instant().isBefore(held.renewAt());
            boolean beingRenewed = clock.instant().isBefore(held.endsAt()) && asking.isLocked();
            if (fresh || beingRenewed) {
                return held;
            }
        }
        asking.lock();
        try {
            AccessToken meanwhile = kept;
            if (meanwhile != null && clock.instant().isBefore(meanwhile.renewAt())) {
                return meanwhile;
            }
            return renewed(meanwhile);
        } finally {
            asking.unlock();
        }
    }

    /** A fresh one; while none can be had, the one that we hold, as long as it lasts. */
    private AccessToken renewed(@Nullable AccessToken held) {
        try {
            pause.check(clock.instant());
            AccessToken fresh = ask();
            kept = fresh;
            return fresh;
        } catch (TryAgain none) {
            if (held != null && clock.instant().isBefore(held.endsAt())) {
                return held;
            }
            throw none;
        }
    }

    private AccessToken ask() {
        try {
            AccessToken fresh = endpoint().ask();
            pause = TokenPause.NONE;
            return fresh;
        } catch (TryAgain failure) {
            pause = pause.after(failure, clock.instant(), retry);
            throw failure;
        }
    }

    /** The proxy did not take it: the next message asks for another. */
    void forget(AccessToken refused) {
        if (refused.equals(kept)) {
            kept = null;
        }
    }

    private TokenEndpoint endpoint() {
        TokenEndpoint known = endpoint;
        if (known == null) {
            known = endpoint(application);
            endpoint = known;
        }
        return known;
    }

    private TokenEndpoint endpoint(Application of) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(sender.connectTimeout())
                .sslContext(senderTls.createSSLContext(null))
                .build();
        return new TokenEndpoint(of.registered(), http, sender.deadline(), clock);
    }
}
