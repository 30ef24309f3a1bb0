package io.barsgateway.trust.chain;

import io.barsgateway.trust.keys.DirectoryNames;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds every way from a certificate up to a root, by names and signatures alone; whether one may be gone is judged afterwards. The
 * order of what is known is the order of what is found. A stranger may present certificates that are made to be tried in
 * many orders, so that the signatures looked at and the paths found are bounded.
 */
final class PathSearch {

    /** Sub-CAs between a leaf and its root; the NHS has one. */
    static final int MAX_AUTHORITIES = 5;

    private static final int MOST_SIGNATURES = 100;
    private static final int MOST_PATHS = 20;
    private static final int MAX_RSA_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 64;

    private final List<X509Certificate> anchors;
    private final List<X509Certificate> known;
    private final List<List<X509Certificate>> found = new ArrayList<>();
    private final Map<Step, Boolean> looked = new HashMap<>();
    private final AtomicInteger signatures = new AtomicInteger();
    private final AtomicBoolean cut = new AtomicBoolean();

    private record Step(X509Certificate certificate, X509Certificate issuer) {}

    PathSearch(List<X509Certificate> anchors, List<X509Certificate> known) {
        this.anchors = anchors;
        this.known = known;
    }

    /** The paths, leaf first and root last. */
    List<List<X509Certificate>> from(X509Certificate leaf) {
        climb(List.of(leaf));
        return found;
    }

    /** Whether there was more to look at than is looked at. */
    boolean isCut() {
        return cut.get();
    }

    /** How many signatures were looked at. */
    int signatures() {
        return signatures.get();
    }

    private void climb(List<X509Certificate> path) {
        X509Certificate last = path.get(path.size() - 1);
        for (X509Certificate anchor : anchors) {
            if ((path.size() == 1 || !isOn(path, anchor)) && isIssued(last, anchor)) {
                found.add(with(path, anchor));
            }
        }
        for (X509Certificate authority : known) {
            if (found.size() >= MOST_PATHS) {
                cut.set(true);
                return;
            }
            if (!isOn(path, authority) && isIssued(last, authority)) {
                if (path.size() > MAX_AUTHORITIES) {
                    cut.set(true);
                } else {
                    climb(with(path, authority));
                }
            }
        }
    }

    private static List<X509Certificate> with(List<X509Certificate> path, X509Certificate next) {
        List<X509Certificate> longer = new ArrayList<>(path);
        longer.add(next);
        return List.copyOf(longer);
    }

    /** The same CA twice leads nowhere that once does not (RFC 4158 5.2): the same name and key, whatever the certificate. */
    private static boolean isOn(List<X509Certificate> path, X509Certificate authority) {
        return path.stream()
                .anyMatch(one -> one.getPublicKey().equals(authority.getPublicKey())
                        && DirectoryNames.areSame(one.getSubjectX500Principal(), authority.getSubjectX500Principal()));
    }

    private boolean isIssued(X509Certificate certificate, X509Certificate issuer) {
        return looked.computeIfAbsent(new Step(certificate, issuer), step -> {
            if (!DirectoryNames.areSame(certificate.getIssuerX500Principal(), issuer.getSubjectX500Principal())
                    || isTooDear(issuer)) {
                return false;
            }
            if (signatures.get() >= MOST_SIGNATURES) {
                cut.set(true);
                return false;
            }
            signatures.incrementAndGet();
            return isSigned(certificate, issuer);
        });
    }

    private static boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // A key made to break a provider has signed nothing
            return false;
        }
    }

    /** Whether checking a signature with that key is more work than a CA would set us, but a stranger may. */
    private static boolean isTooDear(X509Certificate issuer) {
        PublicKey key = issuer.getPublicKey();
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() > MAX_RSA_BITS
                    || rsa.getPublicExponent().bitLength() > MAX_EXPONENT_BITS;
        }
        return !(key instanceof ECPublicKey || key instanceof EdECPublicKey);
    }
}
