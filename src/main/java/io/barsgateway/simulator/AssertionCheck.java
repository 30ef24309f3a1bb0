package io.barsgateway.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** API-M's checks of a client assertion, in its order and with its statuses. */
final class AssertionCheck {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final long MAX_LIFE_SECONDS = 310;

    private final String apiKey;
    private final String keyId;
    private final String audience;
    private final RSAPublicKey key;
    private final Clock clock;
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    AssertionCheck(String apiKey, String keyId, String audience, RSAPublicKey key, Clock clock) {
        this.apiKey = apiKey;
        this.keyId = keyId;
        this.audience = audience;
        this.key = key;
        this.clock = clock;
    }

    /** Why there is no token. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String error;

        private Refused(int status, String error, String description) {
            super(description);
            this.status = status;
            this.error = error;
        }

        int status() {
            return status;
        }

        String error() {
            return error;
        }
    }

    void check(String contentType, Map<String, String> form) {
        require(contentType.startsWith("application/x-www-form-urlencoded"), 400, "grant_type is missing");
        require(form.containsKey("grant_type"), 400, "grant_type is missing");
        if (!"client_credentials".equals(form.get("grant_type"))) {
            throw new Refused(400, "unsupported_grant_type", "grant_type is invalid");
        }
        require(
                ASSERTION_TYPE.equals(form.get("client_assertion_type")),
                400,
                "Missing or invalid client_assertion_type");
        String assertion = form.get("client_assertion");
        require(assertion != null, 400, "Missing client_assertion");
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            checkHeader(jwt);
            checkClaims(jwt.getPayload().toJSONObject());
            require(keyId.equals(jwt.getHeader().getKeyID()), 401, "Invalid 'kid' header - no matching public key");
            if (!jwt.verify(new RSASSAVerifier(key))) {
                throw new Refused(401, "public_key error", "JWT signature verification failed");
            }
        } catch (ParseException e) {
            throw new Refused(400, "invalid_request", "Malformed JWT in client_assertion");
        } catch (JOSEException e) {
            throw new Refused(401, "public_key error", "JWT signature verification failed");
        }
    }

    private static void checkHeader(SignedJWT jwt) {
        require(
                "RS512".equals(jwt.getHeader().getAlgorithm().getName()),
                400,
                "Invalid 'alg' header - must be 'RS512'");
        require(jwt.getHeader().getKeyID() != null, 400, "Missing 'kid' header");
        require(
                jwt.getHeader().getType() != null
                        && jwt.getHeader().getType().getType().equalsIgnoreCase("JWT"),
                400,
                "Invalid 'typ' header - must be 'JWT'");
    }

    private void checkClaims(Map<String, Object> claims) {
        long now = clock.instant().getEpochSecond();
        if (!(claims.get("exp") instanceof Long exp)) {
            throw new Refused(400, "invalid_request", "Invalid 'exp' claim - must be an integer");
        }
        require(exp >= now, 400, "Invalid 'exp' claim - JWT has expired");
        require(
                claims.get("iss") != null && claims.get("iss").equals(claims.get("sub")),
                400,
                "Missing or non-matching iss/sub claims");
        require(
                claims.get("jti") instanceof String,
                400,
                "Invalid 'jti' claim - must be a unique string value such as a GUID");
        require(used.add((String) claims.get("jti")), 400, "Non-unique 'jti' claim");
        require(exp <= now + MAX_LIFE_SECONDS, 400, "Invalid 'exp' claim - more than 5 minutes in future");
        require(apiKey.equals(claims.get("iss")), 401, "Invalid 'iss'/'sub' claims");
        require(audience.equals(claims.get("aud")), 401, "Missing or invalid 'aud' claim");
    }

    private static void require(boolean holds, int status, String otherwise) {
        if (!holds) {
            throw new Refused(status, "invalid_request", otherwise);
        }
    }
}
