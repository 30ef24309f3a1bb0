package io.barsgateway.trust.keys;

import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The certificates that NHS England has published by thumbprint (NHS page Certificates, and pki.nhs.uk): comparison
 * data, never trusted.
 */
public final class PublishedCertificates {

    private static final List<Entry> ALL = load();

    private PublishedCertificates() {}

    /**
     * One of them.
     *
     * @param environment sandbox, int, prod or all
     * @param role root, issuer, caller, server, server-root or server-issuer
     * @param status current, retired or expired
     */
    public record Entry(String sha1, String name, String environment, String role, String status) {}

    /** What is published of that very certificate. */
    public static Optional<Entry> find(X509Certificate certificate) {
        String sha1 = Certificates.thumbprint(certificate, "SHA-1");
        return ALL.stream().filter(entry -> entry.sha1().equals(sha1)).findFirst();
    }

    /** Those of an environment. */
    public static List<Entry> of(Environment environment) {
        String name = environment.name().toLowerCase(java.util.Locale.ROOT);
        return ALL.stream()
                .filter(entry ->
                        entry.environment().equals(name) || entry.environment().equals("all"))
                .toList();
    }

    private static List<Entry> load() {
        InputStream file = Objects.requireNonNull(
                PublishedCertificates.class.getResourceAsStream("/bars/published-certificates.yaml"),
                "published-certificates.yaml");
        List<Map<String, Object>> rows = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        return rows.stream()
                .map(row -> new Entry(
                        String.valueOf(row.get("sha1")),
                        String.valueOf(row.get("name")),
                        String.valueOf(row.get("for")),
                        String.valueOf(row.get("as")),
                        String.valueOf(row.get("status"))))
                .toList();
    }
}
