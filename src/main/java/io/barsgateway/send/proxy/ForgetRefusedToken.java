package io.barsgateway.send.proxy;

import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A token that the proxy did not take is not used again: the next attempt asks for another. */
@Component
public final class ForgetRefusedToken {

    private final AccessTokens tokens;

    ForgetRefusedToken(AccessTokens tokens) {
        this.tokens = tokens;
    }

    public void forget(@Header(Exchange.HTTP_RESPONSE_CODE) int status, @Variable("token") AccessToken token) {
        if (status == 401 || status == 403) {
            tokens.forget(token);
        }
    }
}
