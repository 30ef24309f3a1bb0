package io.barsgateway.trust.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The certificates and keys of a local run, in one folder: a root and a sub-CA, the gateway's server certificate, the
 * proxy's client certificate (CN only, as the NHS issues it), the simulator's server certificate and the Sender's key.
 */
public record LocalPki(Path folder) {

    /** The name in the proxy's client certificate. */
    public static final String PROXY_NAME = "bars-proxy.local";

    private static final Duration LIFE = Duration.ofDays(397);
    private static final List<String> HOSTS = List.of("localhost", "gateway", "simulator");
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "0:0:0:0:0:0:0:1");

    /** Makes whatever is missing; two processes that start together make it once. */
    public LocalPki make(Clock clock) {
        try {
            PrivateFiles.makeFolder(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(senderKey())) {
                    write(clock.instant().minus(Duration.ofHours(1)));
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("The local PKI could not be made in " + folder, e);
        }
    }

    public Path root() {
        return folder.resolve("root.crt");
    }

    public Path issuer() {
        return folder.resolve("issuer.crt");
    }

    /** Certificate of {@code gateway}, {@code proxy} or {@code simulator}, its sub-CA behind it. */
    public Path certificate(String owner) {
        return folder.resolve(owner + ".crt");
    }

    /** Private key of {@code gateway}, {@code proxy} or {@code simulator}. */
    public Path key(String owner) {
        return folder.resolve(owner + ".key");
    }

    /** The key that signs our API-M assertions; written last, so its presence means that all is there. */
    public Path senderKey() {
        return folder.resolve("sender.key");
    }

    public KeyMaterial material(String owner) {
        return KeyMaterial.read(certificate(owner), key(owner), null);
    }

    /** A further certificate of the sub-CA, with its key. */
    public KeyMaterial issued(String commonName, List<String> dns, Instant from, Duration life) {
        return CertificateAuthority.of(
                        Certificates.read(issuer()).get(0), KeyMaterial.readKey(key("issuer"), new char[0]))
                .leaf(commonName, dns, List.of(), from, life);
    }

    /** Plays the NHS's part: issues what a request asks for, with its CN and no other name, as the NHS does. */
    public X509Certificate sign(SigningRequest request, Clock clock) {
        CertificateAuthority issuer = CertificateAuthority.of(
                Certificates.read(issuer()).get(0), KeyMaterial.readKey(key("issuer"), new char[0]));
        return issuer.issue(request, clock.instant().minus(Duration.ofHours(1)), LIFE);
    }

    private void write(Instant from) throws IOException {
        CertificateAuthority root = CertificateAuthority.root("BaRS local root", from, LIFE.multipliedBy(5));
        CertificateAuthority issuer = root.issuer("BaRS local issuer", from, LIFE.multipliedBy(3));
        Files.writeString(root(), PemText.of(root.certificate()));
        Files.writeString(issuer(), PemText.of(issuer.certificate()));
        PrivateFiles.write(key("issuer"), KeyMaterial.pem(issuer.key(), null));
        write("gateway", issuer.leaf("localhost", HOSTS, LOOPBACK, from, LIFE));
        write("simulator", issuer.leaf("localhost", HOSTS, LOOPBACK, from, LIFE));
        write("proxy", issuer.leaf(PROXY_NAME, List.of(), List.of(), from, LIFE));
        writeKey(senderKey(), KeyPairs.rsa(2048).getPrivate());
    }

    private void write(String owner, KeyMaterial material) throws IOException {
        StringBuilder chain = new StringBuilder();
        for (X509Certificate certificate : material.chain()) {
            chain.append(PemText.of(certificate));
        }
        writeKey(key(owner), material.key());
        Files.writeString(certificate(owner), chain);
    }

    private static void writeKey(Path file, PrivateKey key) throws IOException {
        PrivateFiles.write(file, KeyMaterial.pem(key, null));
    }
}
