package io.barsgateway.trust.chain;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the authorities that the settings name, whole: files that do not fit together are refused before anything is judged
 * by them.
 */
public final class LoadAuthorities {

    private final Environment environment;
    private final Path kept;

    /** @param kept folder of the lists that were fetched */
    public LoadAuthorities(Environment environment, Path kept) {
        this.environment = environment;
        this.kept = kept;
    }

    /** The folder in a home for the lists that are fetched. */
    public static Path keptIn(Path home) {
        return home.resolve("crl");
    }

    /** Every file that is read. */
    public List<Path> files(PkiProperties pki) {
        return Stream.of(pki.roots(), pki.issuers(), pki.crls(), List.of(kept))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * @throws IllegalArgumentException or UnusableFile, in words for the operator, where these settings cannot be judged by
     */
    public Authorities load(PkiProperties pki, Instant now) {
        if (pki.roots().isEmpty()) {
            throw new IllegalArgumentException(
                    "bars.pki.roots names no file: name the root certificate of this environment");
        }
        List<X509Certificate> roots = Certificates.read(pki.roots());
        List<X509Certificate> issuers = Certificates.read(pki.issuers());
        RevocationLists lists = new RevocationLists(
                Optional.ofNullable(pki.revocation()).orElse(preset()),
                pki.revocationOf(),
                lists(pki),
                pki.crlGrace(),
                pki.ocspUrl() != null);
        Authorities authorities = new Authorities(roots, issuers, lists);
        if (roots.stream().noneMatch(root -> isCurrent(root, now))
                || authorities.roots().isEmpty()) {
            throw new IllegalArgumentException(
                    "bars.pki.roots holds no self-signed root that is valid now; sub-CAs go to bars.pki.issuers");
        }
        for (X509Certificate issuer : issuers) {
            if (issuer.getBasicConstraints() < 0) {
                throw new IllegalArgumentException(
                        "bars.pki.issuers holds a certificate that is no CA: " + issuer.getSubjectX500Principal());
            }
        }
        if (!issuers.isEmpty()
                && issuers.stream()
                        .allMatch(issuer ->
                                authorities.leadsToARoot(List.of(issuer), now).isPresent())) {
            throw new IllegalArgumentException("no CA of bars.pki.issuers leads to a root of bars.pki.roots: "
                    + authorities
                            .leadsToARoot(List.of(issuers.get(0)), now)
                            .map(Refusal::reason)
                            .orElse(""));
        }
        return authorities;
    }

    private Policy preset() {
        return environment == Environment.PROD ? Policy.REQUIRE : Policy.PREFER;
    }

    private static boolean isCurrent(X509Certificate certificate, Instant now) {
        return now.isAfter(certificate.getNotBefore().toInstant())
                && now.isBefore(certificate.getNotAfter().toInstant());
    }

    private List<RevocationList> lists(PkiProperties pki) {
        List<RevocationList> lists = new ArrayList<>();
        for (Path file : pki.crls()) {
            Certificates.readCrls(file).forEach(crl -> lists.add(new RevocationList(crl)));
        }
        if (Files.isDirectory(kept)) {
            try (Stream<Path> fetched = Files.list(kept)) {
                fetched.filter(file -> file.toString().endsWith(".crl"))
                        .sorted()
                        .flatMap(file -> Certificates.readCrls(file).stream())
                        .forEach(crl -> lists.add(new RevocationList(crl)));
            } catch (IOException e) {
                throw new UnusableFile(kept, "cannot be read", e);
            }
        }
        return lists;
    }
}
