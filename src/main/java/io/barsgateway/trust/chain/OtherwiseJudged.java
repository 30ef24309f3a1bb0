package io.barsgateway.trust.chain;

import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.util.Collection;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;

/** Tells PKIX that an extension is understood here, marked critical or not: a rule of our own judges it. */
final class OtherwiseJudged extends PKIXCertPathChecker {

    private final String extension;

    OtherwiseJudged(ASN1ObjectIdentifier extension) {
        this.extension = extension.getId();
    }

    @Override
    public void init(boolean forward) {
        // Nothing is remembered from one certificate to the next
    }

    @Override
    public boolean isForwardCheckingSupported() {
        return true;
    }

    @Override
    public Set<String> getSupportedExtensions() {
        return Set.of(extension);
    }

    @Override
    public void check(Certificate certificate, @Nullable Collection<String> unresolved) {
        if (unresolved != null) {
            unresolved.remove(extension);
        }
    }
}
