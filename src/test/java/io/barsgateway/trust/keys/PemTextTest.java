package io.barsgateway.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.barsgateway.audit.watch.UnusableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates as they come out of an e-mail. */
class PemTextTest {

    private static final X509Certificate CERTIFICATE = CertificateAuthority.root(
                    "Any", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofDays(900))
            .certificate();

    private final Path folder;

    PemTextTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<UnaryOperator<String>> manners() {
        return Stream.of(
                pem -> pem,
                pem -> "Dear colleague,\n\nplease find below:\n\n" + pem + "\nKind regards",
                pem -> pem.replace("\n", "\r\n"),
                pem -> pem.strip(),
                pem -> pem.replaceAll("(?m)^", "> "),
                pem -> pem.replaceAll("(?m)^", "    "),
                pem -> pem.replace("\n", " "),
                pem -> pem.replace("-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE")
                        .replace("-----END CERTIFICATE-----", "END CERTIFICATE-----"),
                pem -> "\uFEFF" + pem);
    }

    @ParameterizedTest
    @MethodSource("manners")
    void a_pasted_certificate_is_read(UnaryOperator<String> manner) throws IOException {
        Path file = folder.resolve("mail.txt");
        Files.writeString(file, manner.apply(PemText.of(CERTIFICATE)));

        assertThat(Certificates.read(file)).containsExactly(CERTIFICATE);
    }

    @Test
    void der_is_read_and_several_keep_their_order() throws IOException, CertificateEncodingException {
        X509Certificate other = CertificateAuthority.root(
                        "Other", Instant.parse("2026-01-01T00:00:00Z"), Duration.ofDays(900))
                .certificate();
        Path der = Files.write(folder.resolve("one.cer"), CERTIFICATE.getEncoded());
        Path both =
                Files.writeString(folder.resolve("both.pem"), PemText.of(CERTIFICATE) + "and\n" + PemText.of(other));

        assertThat(Certificates.read(der)).containsExactly(CERTIFICATE);
        assertThat(Certificates.read(both)).isEqualTo(List.of(CERTIFICATE, other));
    }

    @Test
    void a_file_that_holds_no_certificate_is_refused_by_its_name() throws IOException, CertificateEncodingException {
        Path text = Files.writeString(folder.resolve("letter.txt"), "nothing here");
        Path cut = Files.writeString(
                folder.resolve("cut.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getEncoder()
                                .encodeToString(CERTIFICATE.getEncoded())
                                .substring(0, 100)
                        + "\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> Certificates.read(text))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("letter.txt");
        assertThatThrownBy(() -> Certificates.read(cut))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("cut.pem");
        assertThatThrownBy(() -> Certificates.read(folder.resolve("absent")))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("cannot be read");
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "-".repeat(2_000_000) + "BEGIN X",
                "- ".repeat(1_000_000) + "BEGIN CERTIFICATE",
                "-----BEGIN CERTIFICATE-----\n".repeat(80_000),
                "BEGIN X509 CRL ".repeat(150_000) + "END CERTIFICATE",
                " ".repeat(2_000_000) + "BEGIN CERTIFICATE" + "-".repeat(1_000_000),
                "BEGIN ".repeat(300_000));
    }

    /** Ten seconds went into 80 KB once; a revocation list may be megabytes of another system's choosing. */
    @ParameterizedTest
    @MethodSource("hostileTexts")
    void megabytes_that_are_no_certificate_are_told_so_at_once(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("hostile.pem"), text);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(() -> Certificates.read(file))
                .isInstanceOf(UnusableFile.class));
    }

    @Test
    void an_item_without_an_end_hides_no_later_one() throws IOException {
        Path file = Files.writeString(
                folder.resolve("odd.pem"),
                "BEGIN CERTIFICATE REQUEST\nBEGIN nothing\n" + PemText.of(CERTIFICATE) + "BEGIN X509 CRL\n");
        assertThat(Certificates.read(file)).containsExactly(CERTIFICATE);
    }
}
