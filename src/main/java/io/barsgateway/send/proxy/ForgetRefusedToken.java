package io.barsgateway.send.proxy;

import io.barsgateway.outbox.token.AccessToken;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A token that the proxy did not take is not used again: the next call asks for another. */
@Component
public final class ForgetRefusedToken {

    private final AccessTokens tokens;

    ForgetRefusedToken(AccessTokens tokens) {
        this.tokens = tokens;
    }

    public void forget(@Variable("reply") ProxyReply reply, @Variable("token") AccessToken token) {
        if (reply.isAboutTheToken()) {
            tokens.forget(token);
        }
    }
}
