package io.barsgateway.receive.service;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What shows a local system who we are. A certificate may go with any of the others; of those, which all write the header
 * Authorization, there is one at most. Secrets stand in files, never in settings, and a file that is replaced is taken without a
 * restart.
 *
 * @param certificate that we present: PEM with the chain, or PKCS12 with key and chain
 * @param privateKey PEM key; absent where certificate is PKCS12
 * @param passwordFile file whose first line is the password of the key or PKCS12
 * @param basic user and password (RFC 7617)
 * @param bearerFile file whose first line is a bearer token (RFC 6750)
 * @param oauth2 where a token is fetched (RFC 6749 4.4, client credentials)
 */
public record Authentication(
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path passwordFile,
        @Nullable Basic basic,
        @Nullable Path bearerFile,
        @Nullable OAuth2 oauth2) {

    /** Nothing is shown. */
    public static final Authentication NONE = new Authentication(null, null, null, null, null, null);

    public Authentication {
        if (Stream.of(basic, bearerFile, oauth2).filter(Objects::nonNull).count() > 1) {
            throw new IllegalArgumentException(
                    "auth names more than one of basic, bearer-file and oauth2, which all write the header Authorization");
        }
        if (certificate == null && (privateKey != null || passwordFile != null)) {
            throw new IllegalArgumentException(
                    "auth names a private-key or password-file and no certificate beside it");
        }
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether both present the same certificate, or none. */
    public boolean presentsTheSameAs(Authentication other) {
        return Objects.equals(certificate, other.certificate)
                && Objects.equals(privateKey, other.privateKey)
                && Objects.equals(passwordFile, other.passwordFile);
    }

    /** Every file that it is read from. */
    public List<Path> files() {
        return Stream.concat(Stream.ofNullable(certificate), secretFiles().stream())
                .distinct()
                .toList();
    }

    /** Those that nobody else may read; a PEM certificate is public, a PKCS12 holds the key. */
    public List<Path> secretFiles() {
        return Stream.of(
                        privateKey == null ? certificate : privateKey,
                        passwordFile,
                        basic == null ? null : basic.passwordFile(),
                        bearerFile,
                        oauth2 == null ? null : oauth2.clientSecretFile())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * A user and a password (RFC 7617).
     *
     * @param user without a colon
     * @param passwordFile file whose first line is the password
     */
    public record Basic(
            @DefaultValue("") String user, @Nullable Path passwordFile) {

        public Basic {
            if (user.isEmpty() || user.contains(":") || passwordFile == null) {
                throw new IllegalArgumentException(
                        "auth.basic must name a user, which has no colon (RFC 7617), and a password-file");
            }
        }
    }

    /**
     * A token by client credentials (RFC 6749 4.4).
     *
     * @param tokenUrl of the token endpoint
     * @param clientId of ours there
     * @param clientSecretFile file whose first line is the secret that goes with it
     * @param scope asked for; empty for none
     * @param client basic: client id and secret in the header of the call; post: in its form (RFC 6749 2.3.1)
     */
    public record OAuth2(
            @Nullable URI tokenUrl,
            @DefaultValue("") String clientId,
            @Nullable Path clientSecretFile,
            @DefaultValue("") String scope,
            @DefaultValue("basic") Client client) {

        public OAuth2 {
            if (tokenUrl == null
                    || tokenUrl.getHost() == null
                    || !List.of("http", "https").contains(tokenUrl.getScheme())
                    || clientId.isEmpty()
                    || clientSecretFile == null) {
                throw new IllegalArgumentException(
                        "auth.oauth2 must name a token-url, http or https, a client-id and a client-secret-file");
            }
        }
    }

    /** How the token endpoint is shown the client's secret. */
    public enum Client {
        BASIC,
        POST
    }
}
