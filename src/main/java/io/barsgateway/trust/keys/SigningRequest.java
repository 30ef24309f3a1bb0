package io.barsgateway.trust.keys;

import io.barsgateway.audit.watch.UnusableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A certificate signing request. Those made here hold the common name and nothing else, above all no e-mail address
 * (NHS page
 * Onboarding).
 */
public record SigningRequest(PKCS10CertificationRequest request) {

    /** For that name, signed with its key. */
    public static SigningRequest of(String commonName, KeyPair keys) {
        try {
            return new SigningRequest(
                    new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + commonName), keys.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("A signing request could not be signed", e);
        }
    }

    /**
     * The first one in a file.
     *
     * @throws UnusableFile where there is none, or its signature is not of its own key
     */
    public static SigningRequest read(Path file) {
        try {
            for (Object item : PemText.items(Certificates.bytes(file))) {
                if (item instanceof PKCS10CertificationRequest request) {
                    if (!request.isSignatureValid(
                            new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo()))) {
                        throw new UnusableFile(file, "is not signed with its own key");
                    }
                    return new SigningRequest(request);
                }
            }
        } catch (IOException | OperatorCreationException | PKCSException e) {
            throw new UnusableFile(file, "holds no readable signing request", e);
        }
        throw new UnusableFile(file, "holds no signing request");
    }

    /** Subject as it was asked for, such as CN=name. */
    public String subject() {
        return request.getSubject().toString();
    }

    public PublicKey publicKey() {
        try {
            return new JcaPKCS10CertificationRequest(request).getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The request's key cannot be read", e);
        }
    }

    public String pem() {
        return PemText.of(request);
    }
}
