package io.barsgateway.cli.cert;

import io.barsgateway.trust.keys.LocalPki;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import io.barsgateway.trust.keys.SigningRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars cert local}: a PKI shaped like the NHS one, and with {@code --sign} the part of the NHS in a rehearsal. */
@Command(
        name = "local",
        description = "Makes a local PKI shaped like the NHS one, and signs requests with it for rehearsals.")
final class Local implements Callable<Integer> {

    @Option(names = "--home", description = "Home to make it in (default: .bars)")
    private Path home = Path.of(".bars");

    @Option(names = "--sign", description = "Signing request to issue a certificate for")
    private Optional<Path> sign = Optional.empty();

    @Option(names = "--out", description = "Where the issued certificate goes (default: beside the request)")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrivateFiles.makeFolder(home);
        LocalPki pki = new LocalPki(home.resolve("pki")).make(Clock.systemUTC());
        System.out.println("root     " + pki.root());
        System.out.println("issuer   " + pki.issuer());
        System.out.println(
                "proxy    " + pki.certificate("proxy") + "  (client certificate, CN " + LocalPki.PROXY_NAME + ")");
        if (sign.isPresent()) {
            X509Certificate issued = pki.sign(SigningRequest.read(sign.get()), Clock.systemUTC());
            Path target = out.orElse(Path.of(sign.get().toString().replaceFirst("\\.csr$", "") + ".cer"));
            Files.writeString(target, PemText.of(issued));
            System.out.println("issued   " + target);
        }
        return 0;
    }
}
