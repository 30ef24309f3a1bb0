package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token endpoint as strict as API-M's (NHS England, Application-restricted RESTful APIs: signed JWT), for one
 * registered application: the gateway's.
 */
final class ApiM implements HttpHandler {

    static final String API_KEY = "local-api-key";
    static final String KEY_ID = "local-1";

    private static final Duration LIFE = Duration.ofSeconds(599);

    private final RSAPublicKey registered;
    private final AssertionCheck check;
    private final Journal journal;
    private final Clock clock;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();

    ApiM(LocalPki pki, String tokenUrl, Journal journal, Clock clock) {
        this.registered = publicHalf((RSAPrivateCrtKey) KeyMaterial.readKey(pki.senderKey(), new char[0]));
        this.check = new AssertionCheck(API_KEY, KEY_ID, tokenUrl, registered, clock);
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/oauth2/jwks")) {
            Exchanges.answer(exchange, 200, "application/json", jwks().getBytes(StandardCharsets.UTF_8));
        } else if (!path.equals("/oauth2/token") || !exchange.getRequestMethod().equals("POST")) {
            Exchanges.answer(exchange, path.equals("/oauth2/token") ? 405 : 404, "text/plain", new byte[0]);
        } else {
            token(exchange);
        }
    }

    /** A token for another application, which this one vouches for. */
    String issue() {
        String token = UUID.randomUUID().toString();
        tokens.put(token, clock.instant().plus(LIFE));
        return token;
    }

    void revoke() {
        tokens.clear();
    }

    boolean isGood(String bearer) {
        Instant end = tokens.get(bearer.startsWith("Bearer ") ? bearer.substring("Bearer ".length()) : "");
        return end != null && clock.instant().isBefore(end);
    }

    private void token(HttpExchange exchange) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            check.check(Exchanges.header(exchange, "Content-Type").orElse(""), form(exchange));
            answer.put("access_token", issue());
            // A string, as on the real wire
            answer.put("expires_in", String.valueOf(LIFE.toSeconds()));
            answer.put("token_type", "Bearer");
            answer.put("issued_at", String.valueOf(clock.millis()));
            journal.add("token given", Map.of());
            Exchanges.json(exchange, 200, answer);
        } catch (AssertionCheck.Refused refused) {
            answer.put("error", refused.error()).put("error_description", refused.getMessage());
            answer.put("message_id", UUID.randomUUID().toString());
            journal.add("token refused", Map.of("reason", String.valueOf(refused.getMessage())));
            Exchanges.json(exchange, refused.status(), answer);
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        String body = new String(Exchanges.body(exchange), StandardCharsets.UTF_8);
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private String jwks() {
        return new JWKSet(new RSAKey.Builder(registered).keyID(KEY_ID).build().toPublicJWK()).toString();
    }

    private static RSAPublicKey publicHalf(RSAPrivateCrtKey key) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An RSA key has its public half", e);
        }
    }
}
