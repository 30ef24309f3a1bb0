package io.barsgateway.caller;

import io.barsgateway.pki.RevocationLists;
import io.barsgateway.pki.TrustedChains;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a path must satisfy beyond being a path, in the order we ask. */
final class ChainRules {

    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int MIN_RSA_BITS = 2048;

    private ChainRules() {}

    static List<ChainRule> inOrder(TrustedChains chains, RevocationLists revocation) {
        return List.of(
                isIssuedByOneOf(chains.issuers()),
                ChainRules::isNotAnAuthority,
                ChainRules::isForClients,
                ChainRules::hasStrongKeys,
                ChainRules::hasStrongSignatures,
                revocation::objection);
    }

    /** Without named issuers any sub-CA of the root would do, a smartcard one too (trust.md A4). */
    static ChainRule isIssuedByOneOf(List<X509Certificate> issuers) {
        return path -> issuers.isEmpty() || (path.size() > 1 && issuers.contains(path.get(1)))
                ? Optional.empty()
                : Optional.of("its issuer is not one of bars.pki.issuers");
    }

    static Optional<String> isNotAnAuthority(List<X509Certificate> path) {
        return path.get(0).getBasicConstraints() < 0
                ? Optional.empty()
                : Optional.of("it is a CA certificate, not a client's");
    }

    static Optional<String> isForClients(List<X509Certificate> path) {
        try {
            List<String> usages = path.get(0).getExtendedKeyUsage();
            return usages != null && usages.contains(CLIENT_AUTH)
                    ? Optional.empty()
                    : Optional.of("its extended key usage does not include clientAuth");
        } catch (CertificateParsingException e) {
            return Optional.of("its extended key usage cannot be read");
        }
    }

    static Optional<String> hasStrongKeys(List<X509Certificate> path) {
        return path.stream()
                .filter(c -> c.getPublicKey() instanceof RSAKey rsa
                        && rsa.getModulus().bitLength() < MIN_RSA_BITS)
                .findFirst()
                .map(weak -> "an RSA key under " + MIN_RSA_BITS + " bits: " + weak.getSubjectX500Principal());
    }

    /** The root's own signature proves nothing, so it is not judged. */
    static Optional<String> hasStrongSignatures(List<X509Certificate> path) {
        return path.subList(0, path.size() - 1).stream()
                .filter(c -> {
                    String algorithm = c.getSigAlgName().toUpperCase(Locale.ROOT);
                    return algorithm.startsWith("SHA1") || algorithm.startsWith("MD");
                })
                .findFirst()
                .map(weak -> "signed with " + weak.getSigAlgName() + ": " + weak.getSubjectX500Principal());
    }
}
