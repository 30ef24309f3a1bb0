package io.barsgateway.send.proxy;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Whether the gateway can have an access token now: the one that it holds, else it asks API-M for one. */
@Component
public final class TokenLook {

    private final AccessTokens tokens;
    private final Clock clock;

    TokenLook(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param good whether there is a token
     * @param words for how long it is good, or why there is none and what to do
     */
    public record Found(boolean good, String words) {}

    /** Where everything that it takes is set. */
    public Found look() {
        try {
            AccessToken token = tokens.current();
            return new Found(
                    true,
                    "a token is held, good for "
                            + Duration.between(clock.instant(), token.endsAt()).toSeconds() + " s more");
        } catch (TryAgain e) {
            return new Found(false, TokenAdvice.words(e));
        } catch (UnusableFile e) {
            return new Found(false, String.valueOf(e.getMessage()));
        }
    }
}
