package io.barsgateway.trust.keys;

import io.barsgateway.audit.watch.UnusableFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * A private key and the certificates that go with it, leaf first, from PEM files or from one PKCS12 file (NHS page
 * Onboarding). A key that does not belong to the leaf is refused when it is made.
 */
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

    private static final int LONGEST = 5;

    public KeyMaterial {
        chain = List.copyOf(chain);
        if (!key.getAlgorithm().equals(chain.get(0).getPublicKey().getAlgorithm())
                || !KeyPairs.match(key, chain.get(0).getPublicKey())) {
            throw new IllegalArgumentException("the private key does not belong to the certificate "
                    + chain.get(0).getSubjectX500Principal());
        }
    }

    /**
     * Reads {@code certificate} as PKCS12 where it is one, else as PEM with the key in {@code privateKey}.
     *
     * @throws UnusableFile naming the file that is missing, unreadable or does not match
     */
    public static KeyMaterial read(Path certificate, @Nullable Path privateKey, @Nullable String password) {
        char[] secret = password == null ? new char[0] : password.toCharArray();
        byte[] content = Certificates.bytes(certificate);
        try {
            if (!PemText.isIn(content) && privateKey == null) {
                return fromPkcs12(certificate, content, secret);
            }
            if (privateKey == null) {
                throw new UnusableFile(certificate, "is a certificate and needs its private-key beside it");
            }
            return new KeyMaterial(readKey(privateKey, secret), Certificates.read(certificate));
        } catch (IllegalArgumentException e) {
            throw new UnusableFile(certificate, "does not fit: " + e.getMessage(), e);
        } finally {
            java.util.Arrays.fill(secret, ' ');
        }
    }

    /** The password of a setting: the first line of that file where one is named, else as it stands there. */
    public static @Nullable String password(@Nullable String asItStands, @Nullable Path file) {
        if (file == null) {
            return asItStands;
        }
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UnusableFile(file, "cannot be read as a password file", e);
        }
    }

    /** The same with the sub-CAs behind the leaf that it lacks, as far as they are known; a root is not sent. */
    public KeyMaterial completedBy(List<X509Certificate> known) {
        List<X509Certificate> whole = new ArrayList<>(chain);
        while (whole.size() < LONGEST) {
            X509Certificate last = whole.get(whole.size() - 1);
            Optional<X509Certificate> next = known.stream()
                    .filter(ca -> !whole.contains(ca) && Certificates.isSignedBy(last, ca))
                    .filter(ca -> !ca.getSubjectX500Principal().equals(ca.getIssuerX500Principal()))
                    .findFirst();
            if (next.isEmpty()) {
                break;
            }
            whole.add(next.get());
        }
        return new KeyMaterial(key, whole);
    }

    /** Names the certificate only. */
    @Override
    public String toString() {
        return "key of " + Certificates.label(chain.get(0));
    }

    /** A private key alone, PKCS#8 or PKCS#1, plain or encrypted. */
    public static PrivateKey readKey(Path file, char[] password) {
        try {
            for (Object item : PemText.items(Certificates.bytes(file))) {
                PrivateKeyInfo info = keyInfo(item, password);
                if (info != null) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        } catch (IOException | OperatorCreationException | PKCSException e) {
            throw new UnusableFile(file, "holds no private key that its password opens", e);
        }
        throw new UnusableFile(file, "holds no PEM private key");
    }

    private static @Nullable PrivateKeyInfo keyInfo(Object item, char[] password)
            throws IOException, OperatorCreationException, PKCSException {
        if (item instanceof PrivateKeyInfo info) {
            return info;
        }
        if (item instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        if (item instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(password));
        }
        if (item instanceof PEMEncryptedKeyPair encrypted) {
            return encrypted
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder().build(password))
                    .getPrivateKeyInfo();
        }
        return null;
    }

    /** As a PKCS12 file for that password; AES-256 encrypted by the JVM's own choice. */
    public byte[] pkcs12(char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("bars", key, password, chain.toArray(X509Certificate[]::new));
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            store.store(content, password);
            return content.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A PKCS12 file could not be made", e);
        }
    }

    /** A private key as PKCS#8 PEM, encrypted with AES-256 where a password is given. */
    public static String pem(PrivateKey key, char @Nullable [] password) {
        try {
            return PemText.of(new JcaPKCS8Generator(
                    key,
                    password == null
                            ? null
                            : new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                    .setProvider(new BouncyCastleProvider())
                                    .setPassword(password)
                                    .setPRF(PKCS8Generator.PRF_HMACSHA256)
                                    .build()));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("A private key could not be written", e);
        }
    }

    private static KeyMaterial fromPkcs12(Path file, byte[] content, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password);
                if (key instanceof PrivateKey privateKey) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (Certificate certificate : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) certificate);
                    }
                    return new KeyMaterial(privateKey, chain);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableFile(file, "is not PEM and does not open as PKCS12 with its password", e);
        }
        throw new UnusableFile(file, "holds no private key");
    }
}
