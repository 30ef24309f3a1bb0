package io.barsgateway.trust.chain;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
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
        List<X509Certificate> roots = ReadAuthorities.from("bars.pki.roots", pki.roots());
        List<X509Certificate> issuers = ReadAuthorities.from("bars.pki.issuers", pki.issuers());
        RevocationLists lists = new RevocationLists(
                Optional.ofNullable(pki.revocation()).orElse(preset()),
                pki.revocationOf(),
                lists(pki, Stream.concat(roots.stream(), issuers.stream()).toList()),
                pki.listUrls(),
                pki.crlGrace(),
                pki.ocspUrl() != null);
        Authorities authorities = new Authorities(roots, issuers, lists);
        if (roots.stream().noneMatch(root -> isCurrent(root, now))
                || authorities.roots().isEmpty()) {
            throw new IllegalArgumentException(
                    "bars.pki.roots holds no self-signed root that is valid now; sub-CAs go to bars.pki.issuers");
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

    private List<RevocationList> lists(PkiProperties pki, List<X509Certificate> authorities) {
        List<RevocationList> lists = new ArrayList<>();
        for (Path file : pki.crls()) {
            for (X509CRL crl : Certificates.readCrls(file)) {
                RevocationList list = new RevocationList(crl);
                refuseForbidden(file, list, authorities);
                lists.add(list);
            }
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

    /** A CA may be held in several certificates, as after a renewal under one key: one of them that may sign lists is enough. */
    private static void refuseForbidden(Path file, RevocationList list, List<X509Certificate> authorities) {
        List<X509Certificate> signers =
                authorities.stream().filter(list::isSignedBy).toList();
        if (!signers.isEmpty() && signers.stream().noneMatch(list::isOf)) {
            throw new UnusableFile(
                    file,
                    "holds a list of " + signers.get(0).getSubjectX500Principal()
                            + ", which may not sign lists: its key usage has no cRLSign");
        }
    }
}
