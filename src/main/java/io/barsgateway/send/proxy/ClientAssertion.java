package io.barsgateway.send.proxy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.trust.keys.KeyMaterial;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;

/**
 * Our client assertion: RS512, kid, iss and sub the API key, aud the token URL, a jti never used before, exp at most five
 * minutes on as an integer (NHS England, Application-restricted RESTful APIs: signed JWT). Each is good for one call.
 */
final class ClientAssertion {

    private static final Duration LIFE = Duration.ofMinutes(4);
    private static final int SMALLEST = 2048;

    private final Application.Registered application;
    private final PrivateKey key;
    private final Clock clock;

    ClientAssertion(Application.Registered application, Clock clock) {
        this.application = application;
        this.key = KeyMaterial.readKey(application.privateKey(), new char[0]);
        if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < SMALLEST) {
            throw new UnusableFile(
                    application.privateKey(), "holds no RSA key of 2048 bits or more, which RS512 needs");
        }
        this.clock = clock;
    }

    String sign() {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(application.apiKey())
                .subject(application.apiKey())
                .audience(application.tokenUrl().toString())
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(clock.instant().plus(LIFE)))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS512)
                        .type(JOSEObjectType.JWT)
                        .keyID(application.keyId())
                        .build(),
                claims);
        try {
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("bars.sender.private-key cannot sign with RS512", e);
        }
    }
}
