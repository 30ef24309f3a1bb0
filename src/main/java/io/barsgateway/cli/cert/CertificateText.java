package io.barsgateway.cli.cert;

import io.barsgateway.trust.keys.CertificateNotes;
import io.barsgateway.trust.keys.KeyMaterial;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the certificate commands have in common: how they print a certificate, how they read a password. */
final class CertificateText {

    private CertificateText() {}

    /** Prints everything known of it, and says how many warnings there were. */
    static int print(X509Certificate certificate) {
        CertificateNotes notes =
                new CertificateNotes(certificate, Clock.systemUTC().instant());
        notes.lines().forEach(line -> System.out.println("  " + line));
        notes.warnings().forEach(warning -> System.out.println("  WARNING     " + warning));
        return notes.warnings().size();
    }

    /** The first line of that file; null where none is named. */
    static char @Nullable [] password(Optional<Path> file) {
        String password = KeyMaterial.password(null, file.orElse(null));
        return password == null ? null : password.toCharArray();
    }
}
