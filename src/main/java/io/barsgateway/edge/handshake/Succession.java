package io.barsgateway.edge.handshake;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** What a certificate must be to take the place of one that a listener presents: valid now, and for the same name. */
public final class Succession {

    private Succession() {}

    /** @throws IllegalArgumentException in words for the operator */
    public static void check(KeyMaterial used, KeyMaterial next, Instant now) {
        X509Certificate leaf = next.chain().get(0);
        checkDates(leaf, now);
        List<String> names = Certificates.names(used.chain().get(0));
        if (!Certificates.names(leaf).containsAll(names.subList(0, Math.min(1, names.size())))) {
            throw new IllegalArgumentException(
                    "it is not for " + names + " but " + Certificates.names(leaf) + "; another name needs a restart");
        }
    }

    /** @throws IllegalArgumentException in words for the operator */
    public static void checkDates(X509Certificate leaf, Instant now) {
        if (now.isAfter(leaf.getNotAfter().toInstant())
                || now.isBefore(leaf.getNotBefore().toInstant())) {
            throw new IllegalArgumentException("the certificate is not valid now: " + Certificates.label(leaf));
        }
    }
}
