package io.barsgateway.cli.cert;

import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.keys.CertificateNotes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars cert import}: the certificate that came back, its key and its chain into one PKCS12, checked whole. */
@Command(
        name = "import",
        description = "Puts a certificate, its key and its chain into a PKCS12, once they fit together.")
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
        Optional<Refusal> incomplete = known.isEmpty()
                ? Optional.of(new Refusal("chain", "no root was named with --chain"))
                : new Authorities(known, List.of(), RevocationLists.none())
                        .leadsToARoot(whole.chain(), Clock.systemUTC().instant());
        System.out.println(incomplete
                .map(no -> "WARNING: the chain is not complete: " + no.reason())
                .orElse("The chain is complete."));
        write(whole);
        return 0;
    }

    private void write(KeyMaterial whole) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        String stem = key.toAbsolutePath().toString().replaceFirst("\\.key$", "");
        Path target = out.orElse(Path.of(stem + ".pfx"));
        Path secretFile = Path.of(target + ".password");
        PrivateFiles.write(target, whole.pkcs12(secret.toCharArray()));
        PrivateFiles.write(secretFile, secret + "\n");
        if (!Files.exists(target)) {
            throw new IllegalArgumentException(target + " was not written");
        }
        System.out.println("Written: " + target + ", its password in " + secretFile + ". In the settings:");
        System.out.println("  bars.inbound.certificate: " + target);
        System.out.println("  bars.inbound.password-file: " + secretFile);
    }

    private static List<X509Certificate> leafFirst(List<X509Certificate> came) {
        List<X509Certificate> ordered = new ArrayList<>();
        came.stream().filter(one -> one.getBasicConstraints() < 0).findFirst().ifPresent(ordered::add);
        came.stream().filter(one -> !ordered.contains(one)).forEach(ordered::add);
        return ordered;
    }
}
