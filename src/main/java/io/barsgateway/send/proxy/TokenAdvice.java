package io.barsgateway.send.proxy;

import io.barsgateway.outbox.TryAgain;
import java.util.Map;

/** Why API-M gives no token, and what to do about it (NHS England, Application-restricted RESTful APIs: signed JWT). */
final class TokenAdvice {

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

    private TokenAdvice() {}

    /** The words of a refusal with the advice that fits them. */
    static String words(TryAgain refusal) {
        String words = refusal.getMessage()
                + (refusal.getCause() == null ? "" : ": " + refusal.getCause().getMessage());
        return words
                + ADVICE.entrySet().stream()
                        .filter(entry -> words.contains(entry.getKey()))
                        .findFirst()
                        .map(entry -> ". " + entry.getValue())
                        .orElse("");
    }
}
