package io.barsgateway.cli.cert;

import io.barsgateway.trust.keys.EndpointName;
import io.barsgateway.trust.keys.EndpointName.Hosting;
import io.barsgateway.trust.keys.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars cert new}: a key, a signing request with the common name alone, and the words to send with it. */
@Command(name = "new", description = "Makes a key and a signing request, and says whom to send it to with which words.")
final class New implements Callable<Integer> {

    @Option(names = "--environment", required = true, description = "int or prod")
    private Environment environment = Environment.INT;

    @Option(names = "--ods", required = true, description = "ODS code, such as X26")
    private String odsCode = "";

    @Option(names = "--organisation", required = true, description = "Supplier or provider, as one DNS label")
    private String organisation = "";

    @Option(names = "--hosting", description = "supplier (several organisations) or provider (on-premise)")
    private Hosting hosting = Hosting.SUPPLIER;

    @Option(names = "--setting", description = "Tells several endpoints of one organisation apart")
    private String setting = "";

    @Option(names = "--fqdn", description = "Another name than the conventional one")
    private Optional<String> fqdn = Optional.empty();

    @Option(names = "--bits", description = "RSA 4096 or 2048 (default: ${DEFAULT-VALUE})")
    private int bits = 4096;

    @Option(names = "--password-file", description = "Encrypts the key with the first line of this file, AES-256")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--out", description = "Folder (default: .)")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (environment != Environment.INT && environment != Environment.PROD) {
            throw new IllegalArgumentException("certificates are asked for in int and prod");
        }
        if (bits != 4096 && bits != 2048) {
            throw new IllegalArgumentException("--bits is 4096 or 2048");
        }
        EndpointName name = fqdn.map(EndpointName::new)
                .orElseGet(() -> EndpointName.of(environment, odsCode, organisation, hosting, setting));
        List<String> errors = name.errors();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(name.name() + ": " + String.join("; ", errors));
        }
        name.warnings(environment).forEach(warning -> System.out.println("warning: " + name.name() + ": " + warning));
        RequestFiles made =
                RequestFiles.make(name.name(), bits, CertificateText.password(passwordFile), out.toAbsolutePath(), "");
        System.out.println("key      " + made.key() + "  (stays here, mode 0600)");
        System.out.println("request  " + made.request() + "  (CN=" + name.name() + " and nothing else)");
        System.out.println();
        System.out.println("The domain must be registered first: apply for it with Section 5, for names visible on the"
                + " public internet.");
        made.instructions(environment).forEach(System.out::println);
        return 0;
    }
}
