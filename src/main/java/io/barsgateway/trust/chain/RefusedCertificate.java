package io.barsgateway.trust.chain;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** A presented certificate that is not accepted: what the TLS handshake is told, so that it ends. */
public final class RefusedCertificate extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final transient X509Certificate certificate;
    private final transient Refusal refusal;

    public RefusedCertificate(X509Certificate certificate, Refusal refusal) {
        super(refusal.reason());
        this.certificate = certificate;
        this.refusal = refusal;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public Refusal refusal() {
        return refusal;
    }
}
