package io.barsgateway.cli.cert;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.EndpointName;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.SigningRequest;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars cert show}: any PEM, DER, PKCS7, PKCS12 or signing request, or an e-mail with one in it. */
@Command(name = "show", description = "Shows what a file holds, and what is published and odd about it.")
final class Show implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE")
    private List<Path> files = List.of();

    @Option(names = "--password-file", description = "File whose first line opens a PKCS12")
    private Optional<Path> passwordFile = Optional.empty();

    @Override
    public Integer call() {
        for (Path file : files) {
            System.out.println(file);
            if (!showRequest(file)) {
                certificates(file).forEach(one -> {
                    CertificateText.print(one);
                    System.out.println();
                });
            }
        }
        return 0;
    }

    private List<X509Certificate> certificates(Path file) {
        try {
            return Certificates.read(file);
        } catch (UnusableFile notCertificates) {
            char[] password = CertificateText.password(passwordFile);
            return KeyMaterial.read(file, null, password == null ? "" : new String(password))
                    .chain();
        }
    }

    private static boolean showRequest(Path file) {
        try {
            SigningRequest request = SigningRequest.read(file);
            System.out.println("  request     " + request.subject());
            System.out.println("  key         " + request.publicKey().getAlgorithm());
            if (!request.subject().matches("CN=[^,+=]+")) {
                System.out.println("  WARNING     only the common name may be there; make it with: bars cert new");
            }
            EndpointName name = new EndpointName(request.subject().replaceFirst("^CN=", ""));
            name.errors().forEach(error -> System.out.println("  WARNING     " + error));
            if (!name.warnings(Environment.INT).isEmpty()
                    && !name.warnings(Environment.PROD).isEmpty()) {
                System.out.println(
                        "  WARNING     " + name.warnings(Environment.INT).get(0));
            }
            return true;
        } catch (UnusableFile notARequest) {
            return false;
        }
    }
}
