package io.barsgateway.pki;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** A presented certificate that is not accepted, and why; for our log, never for the stranger who presented it. */
public final class RefusedCertificate extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final transient X509Certificate certificate;

    public RefusedCertificate(X509Certificate certificate, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.certificate = certificate;
    }

    public X509Certificate certificate() {
        return certificate;
    }
}
