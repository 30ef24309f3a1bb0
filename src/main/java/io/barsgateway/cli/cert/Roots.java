package io.barsgateway.cli.cert;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.PublishedCertificates;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars cert roots}: the CAs of an environment as published, and whether the files at hand are those. */
@Command(name = "roots", description = "Compares CA files with the published thumbprints of an environment.")
final class Roots implements Callable<Integer> {

    @Option(names = "--environment", required = true, description = "int or prod")
    private Environment environment = Environment.INT;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "CA files to compare")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        System.out.println("Published for " + environment + ":");
        PublishedCertificates.of(environment).stream()
                .filter(entry -> entry.role().equals("root") || entry.role().equals("issuer"))
                .forEach(entry -> System.out.println(
                        "  " + entry.status() + "  " + setting(entry) + "  " + entry.sha1() + "  " + entry.name()));
        System.out.println(
                "Get them from https://pki.nhs.uk/ and compare before you name them in the settings. G1 ended on"
                        + " 2024-06-04. The pages that link to them say that they may be out of date, and were.");
        boolean allFit = true;
        for (X509Certificate certificate : Certificates.read(files)) {
            System.out.println();
            CertificateText.print(certificate);
            Optional<PublishedCertificates.Entry> known = PublishedCertificates.find(certificate);
            boolean fits = known.filter(entry -> entry.status().equals("current"))
                    .filter(entry -> entry.environment().equalsIgnoreCase(environment.name()))
                    .isPresent();
            System.out.println("  "
                    + (fits
                            ? "FITS        name it in " + setting(known.orElseThrow())
                            : "DOES NOT FIT: it is no current CA of " + environment));
            allFit &= fits;
        }
        return allFit ? 0 : 1;
    }

    private static String setting(PublishedCertificates.Entry entry) {
        return entry.role().equals("root") ? "bars.pki.roots  " : "bars.pki.issuers";
    }
}
