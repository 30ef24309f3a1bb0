package io.barsgateway.pki;

import io.barsgateway.pki.PkiProperties.Policy;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** What the loaded revocation lists say of a path: only a current list, signed by the certificate's own issuer, counts. */
public final class RevocationLists {

    private final Policy policy;
    private final List<X509CRL> lists;
    private final Clock clock;

    public RevocationLists(Policy policy, List<X509CRL> lists, Clock clock) {
        this.policy = policy;
        this.lists = List.copyOf(lists);
        this.clock = clock;
    }

    /** Why the path is refused; empty where it is not. The root, which vouches for itself, is not looked up. */
    public Optional<String> objection(List<X509Certificate> path) {
        if (policy == Policy.OFF) {
            return Optional.empty();
        }
        for (int i = 0; i < path.size() - 1; i++) {
            X509Certificate certificate = path.get(i);
            X509Certificate issuer = path.get(i + 1);
            List<X509CRL> current =
                    lists.stream().filter(list -> isCurrent(list, issuer)).toList();
            if (current.stream().anyMatch(list -> list.isRevoked(certificate))) {
                return Optional.of("revoked: " + certificate.getSubjectX500Principal());
            }
            if (current.isEmpty() && policy == Policy.REQUIRE) {
                return Optional.of("no current revocation list of " + issuer.getSubjectX500Principal()
                        + " is loaded (bars.pki.crls) and bars.pki.revocation is require");
            }
        }
        return Optional.empty();
    }

    private boolean isCurrent(X509CRL list, X509Certificate issuer) {
        if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        Date now = Date.from(clock.instant());
        if (list.getThisUpdate().after(now)
                || list.getNextUpdate() == null
                || list.getNextUpdate().before(now)) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
