package io.barsgateway.cli.cert;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.trust.keys.CertificateNotes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars cert renew}: the same name under a new key, while the old certificate goes on. */
@Command(name = "renew", description = "Makes a new key and request for the name of a certificate that ends soon.")
final class Renew implements Callable<Integer> {

    @Parameters(paramLabel = "CERTIFICATE", description = "The one in use, PEM, DER or PKCS12")
    private Path certificate = Path.of("");

    @Option(names = "--password-file", description = "Opens a PKCS12; of the new key too where --encrypt is given")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--encrypt", description = "Encrypts the new key with that password")
    private boolean encrypt;

    @Option(names = "--out", description = "Folder (default: .)")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        char[] password = CertificateText.password(passwordFile);
        X509Certificate used = used(password);
        String name = Certificates.commonName(used.getSubjectX500Principal());
        CertificateNotes notes = new CertificateNotes(used, Clock.systemUTC().instant());
        Environment environment =
                name.toLowerCase(Locale.ROOT).startsWith("bars-prod-") ? Environment.PROD : Environment.INT;
        String day = Clock.systemUTC().instant().toString().substring(0, 10);
        RequestFiles made = RequestFiles.make(name, 4096, encrypt ? password : null, out.toAbsolutePath(), "-" + day);
        System.out.println("The certificate of " + name + " has " + notes.daysLeft() + " days left.");
        System.out.println("key      " + made.key());
        System.out.println("request  " + made.request());
        System.out.println();
        made.instructions(environment).forEach(System.out::println);
        System.out.println();
        System.out.println("Ask 90 days ahead; ask again at 60; telephone at 30. When it comes:");
        System.out.println("  1. bars cert import it, with the new key, beside the old files: nothing changes yet.");
        System.out.println(
                "  2. Rehearse: bars run on another port with the new files, then bars cert chain localhost:PORT.");
        System.out.println(
                "  3. Put the new PKCS12 and password in place of the old. The running gateway checks them whole and"
                        + " serves them to new connections within seconds; connections in progress go on.");
        System.out.println("  4. bars cert check. Both certificates are valid until "
                + used.getNotAfter().toInstant().minus(Duration.ZERO) + ": until then the old files can be put back.");
        return 0;
    }

    private X509Certificate used(char @org.jspecify.annotations.Nullable [] password) {
        try {
            return Certificates.read(certificate).get(0);
        } catch (UnusableFile notPem) {
            return KeyMaterial.read(certificate, null, password == null ? "" : new String(password))
                    .chain()
                    .get(0);
        }
    }
}
