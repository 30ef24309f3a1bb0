package io.barsgateway.trust.revocation;

import io.barsgateway.trust.keys.BoundedBody;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Asks the configured responder about one certificate (RFC 6960). The URL in the certificate itself is never asked. */
final class AskOcsp {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration WITHOUT_NEXT = Duration.ofMinutes(10);
    private static final int LARGEST = 100 * 1024;
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final URI responder;
    private final Duration timeout;
    private final HttpClient http;
    private final Clock clock;

    AskOcsp(URI responder, Duration timeout, Clock clock) {
        this.responder = responder;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.clock = clock;
    }

    /** What the responder says, and how long that may be relied on. */
    record Status(boolean revoked, Instant until) {}

    /** The responder did not answer in its time. */
    static final class NoAnswer extends IOException {

        private static final long serialVersionUID = 1L;

        NoAnswer(String message, Exception cause) {
            super(message, cause);
        }
    }

    /**
     * @throws NoAnswer where none came in time
     * @throws IOException where one came that cannot be relied on; its words say why
     */
    Status ask(X509Certificate certificate, X509Certificate issuer) throws IOException, InterruptedException {
        try {
            CertificateID id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer),
                    certificate.getSerialNumber());
            byte[] nonce = new BigInteger(127, RANDOM).toByteArray();
            HttpRequest request = HttpRequest.newBuilder(responder)
                    .timeout(timeout)
                    .header("Content-Type", "application/ocsp-request")
                    .POST(BodyPublishers.ofByteArray(new OCSPReqBuilder()
                            .addRequest(id)
                            .setRequestExtensions(new Extensions(new Extension(
                                    OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                                    false,
                                    new DEROctetString(new DEROctetString(nonce)))))
                            .build()
                            .getEncoded()))
                    .build();
            // The request's own time-out ends with the headers
            HttpResponse<byte[]> response =
                    http.sendAsync(request, new BoundedBody(LARGEST)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return read(new OCSPResp(response.body()), id, issuer, nonce);
        } catch (ExecutionException | TimeoutException e) {
            throw new NoAnswer("the OCSP responder " + responder + " does not answer", e);
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException | RuntimeException e) {
            throw new IOException(
                    "the OCSP answer cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private Status read(OCSPResp response, CertificateID id, X509Certificate issuer, byte[] nonce)
            throws OCSPException, GeneralSecurityException, IOException {
        if (response.getStatus() != OCSPResp.SUCCESSFUL
                || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
            throw new IOException("the OCSP responder answered with status " + response.getStatus());
        }
        if (!isSignedFor(basic, issuer)) {
            throw new IOException("the OCSP answer is not signed by the CA or for it");
        }
        Extension echoed = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (echoed != null
                && !Arrays.equals(echoed.getExtnValue().getOctets(), new DEROctetString(nonce).getEncoded())) {
            throw new IOException("the OCSP answer is to another question");
        }
        Instant now = clock.instant();
        for (SingleResp single : basic.getResponses()) {
            if (!single.getCertID().getSerialNumber().equals(id.getSerialNumber()) || !isCurrent(single, now)) {
                continue;
            }
            if (single.getCertStatus() != null && !(single.getCertStatus() instanceof RevokedStatus)) {
                throw new IOException("the OCSP responder does not know the certificate");
            }
            Instant longest = now.plus(single.getNextUpdate() == null ? WITHOUT_NEXT : LONGEST);
            Instant next = single.getNextUpdate() == null
                    ? longest
                    : single.getNextUpdate().toInstant();
            Instant until = next.isBefore(longest) ? next : longest;
            return new Status(single.getCertStatus() instanceof RevokedStatus, until);
        }
        throw new IOException("the OCSP answer is not about the certificate, or not of now");
    }

    /** An answer that does not say when the next one comes must be a recent one (RFC 6960 3.2, 4.2.2.1). */
    private static boolean isCurrent(SingleResp single, Instant now) {
        Instant made = single.getThisUpdate().toInstant();
        Instant until = single.getNextUpdate() == null
                ? made.plus(WITHOUT_NEXT)
                : single.getNextUpdate().toInstant();
        return !made.isAfter(now.plus(SKEW)) && !until.isBefore(now.minus(SKEW));
    }

    /** A key of another kind than the signature's has not made it. */
    private static boolean isSignedWith(BasicOCSPResp basic, X509Certificate signer) {
        try {
            return basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()));
        } catch (OCSPException | OperatorCreationException e) {
            return false;
        }
    }

    /** By the CA itself, or by one that the CA has made a responder. */
    private boolean isSignedFor(BasicOCSPResp basic, X509Certificate issuer) throws GeneralSecurityException {
        if (isSignedWith(basic, issuer)) {
            return true;
        }
        for (X509CertificateHolder holder : basic.getCerts()) {
            X509Certificate delegate = new JcaX509CertificateConverter().getCertificate(holder);
            if (delegate.getExtendedKeyUsage() != null
                    && delegate.getExtendedKeyUsage().contains(OCSP_SIGNING)) {
                delegate.verify(issuer.getPublicKey());
                delegate.checkValidity(Date.from(clock.instant()));
                return isSignedWith(basic, delegate);
            }
        }
        return false;
    }
}
