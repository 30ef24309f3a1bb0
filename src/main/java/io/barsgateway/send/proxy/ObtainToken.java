package io.barsgateway.send.proxy;

import io.barsgateway.outbox.token.AccessToken;
import org.springframework.stereotype.Component;

/** The access token to send with, kept or fresh. */
@Component
public final class ObtainToken {

    private final AccessTokens tokens;

    ObtainToken(AccessTokens tokens) {
        this.tokens = tokens;
    }

    public AccessToken obtain() {
        return tokens.current();
    }
}
