package io.barsgateway.send.proxy;

import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.token.AccessToken;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.HomeProperties;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

/**
 * Asks for a token as the gateway would, and explains a refusal in what to do about it (NHS England,
 * Application-restricted RESTful APIs: signed JWT).
 */
public final class RehearseToken {

    private RehearseToken() {}

    /**
     * How long the token that came is good for; it is not kept.
     *
     * @throws IllegalArgumentException with what was answered, and what to do
     */
    public static Duration ask(SenderProperties sender, HomeProperties home, Clock clock) {
        Application application = new Application(sender, home);
        if (!application.missing().isEmpty()) {
            throw new IllegalArgumentException("not set: " + String.join(", ", application.missing()));
        }
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(sender.connectTimeout())
                .sslContext(ClientTls.context(Certificates.read(sender.roots()), null))
                .build();
        try {
            AccessToken token = new ApiMEndpoint(application.registered(), http, sender.deadline(), clock).ask();
            return Duration.between(clock.instant(), token.endsAt());
        } catch (TryAgain e) {
            throw new IllegalArgumentException(TokenAdvice.words(e), e);
        }
    }
}
