package io.barsgateway.send.proxy;

import io.barsgateway.outbox.token.AccessToken;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.HomeProperties;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Asks for a token as the gateway would, and explains a refusal in what to do about it (NHS England,
 * Application-restricted RESTful APIs: signed JWT).
 */
public final class RehearseToken {

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry(
                    "no matching public key",
                    "bars.sender.key-id is not in the JWKS of the application: publish it (bars cert"
                            + " jwks), and wait an hour, for which API-M keeps the set"),
            Map.entry(
                    "signature verification failed",
                    "bars.sender.private-key is not the one whose public half has that kid"),
            Map.entry("JWKS endpoint", "API-M cannot reach the application's JWKS URL: look at it from outside"),
            Map.entry(
                    "register a public key",
                    "the application has no JWKS URL or public key yet: send bars cert sender-pack"),
            Map.entry("'iss'/'sub'", "bars.sender.api-key is not that of an application in this environment"),
            Map.entry("'aud'", "bars.sender.token-url is not the URL of this environment, which is the audience too"),
            Map.entry("'exp'", "the clock of this machine is wrong: look at its time synchronisation"),
            Map.entry("expired", "the clock of this machine is wrong: look at its time synchronisation"),
            Map.entry("'jti'", "an assertion was used twice, perhaps by a proxy in the path that repeats requests"),
            Map.entry("'alg'", "the key is not RSA"),
            Map.entry("not JSON", "something in the path answers in API-M's place: bars doctor"),
            Map.entry("no answer", "the token endpoint is not reached: bars doctor"));

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
        } catch (io.barsgateway.outbox.TryAgain e) {
            String words = e.getMessage()
                    + (e.getCause() == null ? "" : ": " + e.getCause().getMessage());
            throw new IllegalArgumentException(
                    words
                            + ADVICE.entrySet().stream()
                                    .filter(entry -> words.contains(entry.getKey()))
                                    .findFirst()
                                    .map(entry -> ". " + entry.getValue())
                                    .orElse(""),
                    e);
        }
    }
}
