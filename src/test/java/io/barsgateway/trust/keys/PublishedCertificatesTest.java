package io.barsgateway.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The five certificates that the NHS printed, shown with all that is wrong with them today. */
class PublishedCertificatesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static List<Path> printed() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("certs"))) {
            return files.filter(file -> file.toString().endsWith(".crt"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void each_printed_certificate_is_known_and_its_expiry_is_told() throws IOException {
        assertThat(printed()).hasSize(5).allSatisfy(file -> {
            X509Certificate certificate = Certificates.read(file).get(0);
            CertificateNotes notes = new CertificateNotes(certificate, NOW);

            assertThat(PublishedCertificates.find(certificate)).isPresent();
            assertThat(notes.warnings()).anyMatch(warning -> warning.startsWith("expired "));
            assertThat(notes.warnings()).anyMatch(warning -> warning.startsWith("published, and expired"));
            assertThat(notes.lines()).anyMatch(line -> line.startsWith("published   yes"));
        });
    }

    @Test
    void the_production_caller_has_no_san_and_a_shorter_key_period() {
        X509Certificate caller = Certificates.read(Path.of("certs/prod/bars-proxy.spineservices.nhs.uk-caller.crt"))
                .get(0);

        assertThat(Certificates.keyUsageEnds(caller)).contains(Instant.parse("2023-12-25T12:57:53Z"));
        assertThat(new CertificateNotes(caller, NOW).warnings())
                .anyMatch(warning -> warning.contains("2023-12-25"))
                .anyMatch(warning -> warning.contains("no subject alternative name"));
        assertThat(Certificates.names(caller)).containsExactly("bars-proxy.spineservices.nhs.uk");
    }

    @Test
    void current_and_retired_cas_are_told_apart() {
        assertThat(PublishedCertificates.of(Environment.INT))
                .filteredOn(entry -> entry.status().equals("current"))
                .extracting(PublishedCertificates.Entry::name)
                .containsExactly("NHS PTL Root Authority G2", "NHS INT Authentication G2");
        assertThat(PublishedCertificates.of(Environment.PROD))
                .filteredOn(entry ->
                        entry.status().equals("retired") && entry.role().equals("root"))
                .extracting(PublishedCertificates.Entry::name)
                .containsExactly("NHS Root Authority (G1)");
    }

    @Test
    void a_certificate_that_nobody_published_is_not_found() {
        X509Certificate own = CertificateAuthority.root("Own", NOW, java.time.Duration.ofDays(1))
                .certificate();
        assertThat(PublishedCertificates.find(own)).isEmpty();
    }
}
