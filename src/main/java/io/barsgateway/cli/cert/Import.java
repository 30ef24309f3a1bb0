package io.barsgateway.cli.cert;

import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.keys.CertificateNotes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars cert import}: the certificate that came back, its key and its chain into one PKCS12, checked whole. */
@Command(
        name = "import",
        description = {
            "Puts a certificate, its key and its chain into a PKCS12, once they fit together.",
            "Nothing that is there is written over: where the PKCS12 exists, the new one goes beside it, unless --replace is given.",
            "A chain that is not complete is refused, and nothing is written."
        })
final class Import implements Callable<Integer> {

    @Parameters(paramLabel = "CERTIFICATE", description = "What came back: any form, or the e-mail it came in")
    private Path certificate = Path.of("");

    @Option(names = "--key", required = true, description = "The key that bars cert new made")
    private Path key = Path.of("");

    @Option(names = "--password-file", description = "Opens the key, where it is encrypted")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--chain", description = "Sub-CA and root files of the environment; may be repeated")
    private List<Path> chain = List.of();

    @Option(names = "--out", description = "PKCS12 to write (default: beside the key)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--replace",
            description = "Puts it in the place of a PKCS12 that is there, which is kept under a dated name")
    private boolean replace;

    @Override
    public Integer call() throws IOException {
        char[] password = CertificateText.password(passwordFile);
        List<X509Certificate> known = Certificates.read(chain);
        List<X509Certificate> came = new ArrayList<>(Certificates.read(certificate));
        KeyMaterial whole = new KeyMaterial(
                        KeyMaterial.readKey(key, password == null ? new char[0] : password), leafFirst(came))
                .completedBy(known);
        CertificateNotes notes =
                new CertificateNotes(whole.chain().get(0), Clock.systemUTC().instant());
        if (notes.daysLeft() < 0) {
            throw new IllegalArgumentException(certificate + " expired " + -notes.daysLeft() + " days ago");
        }
        System.out.println("The key belongs to the certificate.");
        whole.chain().forEach(one -> {
            CertificateText.print(one);
            System.out.println();
        });
        missing(whole.chain(), known).ifPresent(missing -> {
            throw new IllegalArgumentException("nothing was written: the chain is not complete. " + missing);
        });
        System.out.println("The chain is complete.");
        new ImportedFiles(out.orElseGet(this::besideTheKey), replace).write(whole);
        return 0;
    }

    /** What a chain lacks, and where to get it; empty where it is complete. */
    private static Optional<String> missing(List<X509Certificate> chain, List<X509Certificate> known) {
        X509Certificate last = chain.get(chain.size() - 1);
        String issuer = Certificates.commonName(last.getIssuerX500Principal());
        boolean issuerIsThere =
                known.stream().anyMatch(one -> one.getSubjectX500Principal().equals(last.getIssuerX500Principal()));
        if (known.isEmpty() || !issuerIsThere) {
            return Optional.of("Missing: the certificate of \"" + issuer + "\", which issued \""
                    + Certificates.commonName(last.getSubjectX500Principal())
                    + "\". Download the sub-CA and the root from https://pki.nhs.uk, compare them with bars cert roots, and name"
                    + " each with --chain FILE");
        }
        return new Authorities(known, List.of(), RevocationLists.none())
                .leadsToARoot(chain, Clock.systemUTC().instant())
                .map(no -> no.reason()
                        + ": name the right sub-CA and root with --chain FILE (bars cert roots compares them)");
    }

    private Path besideTheKey() {
        return Path.of(key.toAbsolutePath().toString().replaceFirst("\\.key$", "") + ".pfx");
    }

    private static List<X509Certificate> leafFirst(List<X509Certificate> came) {
        List<X509Certificate> ordered = new ArrayList<>();
        came.stream().filter(one -> one.getBasicConstraints() < 0).findFirst().ifPresent(ordered::add);
        came.stream().filter(one -> !ordered.contains(one)).forEach(ordered::add);
        return ordered;
    }
}
