package io.barsgateway.send.proxy;

import io.barsgateway.audit.trace.Traced;
import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.barsgateway.outbox.lane.AttemptTimes;
import io.barsgateway.outbox.token.AccessToken;
import io.barsgateway.outbox.token.KeptToken;
import io.barsgateway.trust.keys.ClientTls;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The access token of API-M to send with. */
@Component
public final class AccessTokens {

    private final SenderProperties sender;
    private final Application application;
    private final ClientTls senderTls;
    private final Clock clock;
    private final Tracing tracing;
    private final KeptToken token;
    private final Replaceable<Optional<ApiMEndpoint>> endpoint = new Replaceable<>(Optional.empty());

    AccessTokens(
            SenderProperties sender,
            Application application,
            ClientTls senderTls,
            RetryProperties retry,
            AttemptTimes times,
            Clock clock,
            Tracing tracing) {
        this.tracing = tracing;
        this.sender = sender;
        this.application = application;
        this.senderTls = senderTls;
        this.clock = clock;
        token = new KeptToken(() -> times.ofToken(this::ask), retry, clock);
    }

    /**
     * Signs with the key of that application from now on; the token that is held stays good.
     *
     * @throws io.barsgateway.audit.watch.UnusableFile where its key cannot sign
     */
    void signAs(Application next) {
        endpoint.set(Optional.of(endpoint(next)));
        token.endPause();
    }

    /** The token that is held now; nothing is asked for. */
    public Optional<AccessToken> held() {
        return token.held();
    }

    AccessToken current() {
        return token.current();
    }

    /** The proxy did not take it: the next message asks for another. */
    void forget(AccessToken refused) {
        token.forget(refused);
    }

    private AccessToken ask() {
        if (endpoint.get().isEmpty()) {
            endpoint.set(Optional.of(endpoint(application)));
        }
        return tracing.tell(Traced.TOKEN, endpoint.get().orElseThrow()::ask);
    }

    private ApiMEndpoint endpoint(Application of) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(sender.connectTimeout())
                .sslContext(senderTls.createSSLContext(null))
                .build();
        return new ApiMEndpoint(of.registered(), http, sender.deadline(), clock);
    }
}
