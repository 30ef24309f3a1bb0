package io.barsgateway.cli.cert;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.barsgateway.trust.keys.KeyMaterial;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars cert jwks}: the public keys that API-M verifies our assertions with, the next one ahead of its use. */
@Command(
        name = "jwks",
        description = {
            "Prints the public key set of the Sender, to be published at the application's JWKS URL.",
            "To change keys: publish both, wait an hour (API-M keeps the set that long), then set key-id and private-key."
        })
final class Jwks implements Callable<Integer> {

    private static final int SMALLEST = 2048;

    @Option(names = "--key", required = true, description = "KID=FILE; may be repeated: the one in use and the next")
    private Map<String, Path> keys = Map.of();

    @Override
    public Integer call() throws GeneralSecurityException {
        List<JWK> all = new ArrayList<>();
        for (Map.Entry<String, Path> key : keys.entrySet()) {
            all.add(new RSAKey.Builder(publicKey(key.getValue()))
                    .keyID(key.getKey())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS512)
                    .build());
        }
        System.out.println(new JWKSet(all).toPublicJWKSet().toString());
        return 0;
    }

    /** The public half of a key file. */
    static RSAPublicKey publicKey(Path file) throws GeneralSecurityException {
        PrivateKey key = KeyMaterial.readKey(file, new char[0]);
        if (!(key instanceof RSAPrivateCrtKey rsa) || rsa.getModulus().bitLength() < SMALLEST) {
            throw new IllegalArgumentException(file + " is no RSA key of 2048 bits or more, which RS512 needs");
        }
        return (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    }
}
