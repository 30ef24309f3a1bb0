package io.barsgateway.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The local side: where local systems report outcomes, monitors ask for health and the operator's commands arrive. Off
 * loopback it needs a certificate and credentials.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param names further DNS names that a request may have in Host (RFC 9110 7.2); localhost, host and those of the certificate
 *     are known
 * @param addresses IP addresses and CIDR ranges that may connect
 * @param maxBody largest request
 * @param certificate PEM with the chain, or PKCS12; absent, plain HTTP, on loopback only
 * @param privateKey PEM key; absent where certificate is PKCS12
 * @param passwordFile file whose first line is the password of the key or PKCS12
 * @param roots PEM or DER files of the CAs behind the certificates of local systems
 * @param credentials who may read and report; empty, whoever is on this machine, in local and sandbox only
 */
@ConfigurationProperties("bars.local")
public record LocalProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8080") int port,
        @DefaultValue List<String> names,
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> addresses,
        @DefaultValue("1MB") DataSize maxBody,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path passwordFile,
        @DefaultValue List<Path> roots,
        @DefaultValue List<Credential> credentials) {

    /**
     * One local system, monitor or person.
     *
     * @param name for the audit: what it does is done by this name
     * @param tokenFile file whose first line is its bearer token
     * @param certificate PEM or DER file of its client certificate
     * @param services ids that it may act for, or all
     * @param roles what it may do for them
     */
    public record Credential(
            String name,
            @Nullable Path tokenFile,
            @Nullable Path certificate,
            @DefaultValue List<String> services,
            @DefaultValue("system") Set<Role> roles) {

        public Credential {
            services = List.copyOf(services);
            roles = Set.copyOf(roles);
            if (services.isEmpty() || (tokenFile == null) == (certificate == null)) {
                throw new IllegalArgumentException("bars.local.credentials of " + name
                        + " must name services, and either a token-file or a certificate");
            }
            if (name.equals(LocalCaller.ofHome().name())) {
                throw new IllegalArgumentException("bars.local.credentials: the name " + name
                        + " is that of the token in the home of the gateway; choose another");
            }
        }
    }

    public LocalProperties {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
        roots = List.copyOf(roots);
        credentials = List.copyOf(credentials);
    }

    /** Every file of the TLS of this side. */
    List<Path> tlsFiles() {
        return Stream.concat(Stream.of(certificate, privateKey, passwordFile), roots.stream())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Every file that holds a credential. */
    List<Path> credentialFiles() {
        return credentials.stream()
                .flatMap(one -> Stream.of(one.tokenFile(), one.certificate()))
                .filter(Objects::nonNull)
                .toList();
    }
}
