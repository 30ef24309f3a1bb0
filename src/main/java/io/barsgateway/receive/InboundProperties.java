package io.barsgateway.receive;

import io.barsgateway.edge.ListenerSettings;
import io.barsgateway.edge.ListenerSettings.Names;
import io.barsgateway.edge.handshake.ConnectionGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the BaRS API Proxy reaches us, and with which certificate we answer (NHS page Onboarding).
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param names DNS names that a request may have in Host (RFC 9110 7.2), beside those of the certificates; empty, any
 * @param basePath what stands before the standard's paths, such as /FHIR/R4; empty for none
 * @param certificate PEM with the chain, or PKCS12 with key and chain
 * @param privateKey PEM key; absent where certificate is PKCS12
 * @param password of the key or of the PKCS12; better kept in passwordFile
 * @param passwordFile file whose first line is the password
 * @param also further certificates, presented to clients that name them (SNI)
 * @param clientCertificate required; none only in sandbox and local, on loopback
 * @param proxyProtocol whether every connection must begin with a PROXY line, v1 or v2, of a trusted proxy
 * @param trustedProxies addresses and CIDR ranges whose PROXY line or X-Forwarded-For is believed
 * @param maxConnections open at once
 * @param maxConnectionsPerAddress of those, of one address
 * @param maxBody largest body; a larger one is answered 413
 * @param handshakeTimeout from connect to the end of the TLS handshake
 * @param requestTimeout from the first byte of a request to its last
 * @param answerTimeout from the last byte of a request to its answer, else 408 (guide, Processing-Times: 5 s)
 * @param writeTimeout that a client may take to read an answer
 * @param idleTimeout of a kept connection between requests
 * @param workers requests processed at once; each holds a database connection only while it reads or writes
 * @param maxRequests processed or waiting at once; one more is answered 429
 * @param drainTimeout what requests in progress get when the gateway stops
 */
@ConfigurationProperties("bars.inbound")
public record InboundProperties(
        @DefaultValue("0.0.0.0") String host,
        @DefaultValue("8443") int port,
        @DefaultValue List<String> names,
        @DefaultValue("") String basePath,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable String password,
        @Nullable Path passwordFile,
        @DefaultValue List<Further> also,
        @DefaultValue("required") ClientCertificate clientCertificate,
        @DefaultValue("false") boolean proxyProtocol,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("2000") int maxConnections,
        @DefaultValue("1000") int maxConnectionsPerAddress,
        @DefaultValue("5MB") DataSize maxBody,
        @DefaultValue("5s") Duration handshakeTimeout,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("5s") Duration answerTimeout,
        @DefaultValue("10s") Duration writeTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("16") int workers,
        @DefaultValue("500") int maxRequests,
        @DefaultValue("25s") Duration drainTimeout) {

    /** Whether a caller must show a certificate. */
    public enum ClientCertificate {
        /** TLS-MA, everywhere but in the sandbox (NHS page Certificates). */
        REQUIRED,
        /** Anybody on the same machine. */
        NONE
    }

    /**
     * A further certificate.
     *
     * @param certificate PEM with the chain, or PKCS12 with key and chain
     * @param privateKey PEM key; absent where certificate is PKCS12
     * @param password of the key or of the PKCS12; better kept in passwordFile
     * @param passwordFile file whose first line is the password
     */
    public record Further(
            Path certificate,
            @Nullable Path privateKey,
            @Nullable String password,
            @Nullable Path passwordFile) {

        /** Never prints the password. */
        @Override
        public String toString() {
            return String.valueOf(certificate);
        }
    }

    public InboundProperties {
        names = List.copyOf(names);
        also = List.copyOf(also);
        trustedProxies = List.copyOf(trustedProxies);
        if (proxyProtocol && trustedProxies.isEmpty()) {
            throw new IllegalArgumentException("bars.inbound.proxy-protocol needs bars.inbound.trusted-proxies");
        }
        if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "bars.inbound.base-path must start with / and not end with it: " + basePath);
        }
    }

    /** Every file of our certificates. */
    public List<Path> files() {
        return Stream.concat(
                        Stream.of(certificate, privateKey, passwordFile),
                        also.stream()
                                .flatMap(one -> Stream.of(one.certificate(), one.privateKey(), one.passwordFile())))
                .filter(Objects::nonNull)
                .toList();
    }

    ListenerSettings listener(ConnectionGate gate, Duration recheck) {
        return new ListenerSettings(
                "inbound",
                host,
                new Names(
                        "bars.inbound.names",
                        names,
                        !names.isEmpty() || clientCertificate != ClientCertificate.REQUIRED),
                port,
                gate,
                proxyProtocol,
                Math.toIntExact(maxBody.toBytes()),
                handshakeTimeout,
                requestTimeout,
                answerTimeout,
                writeTimeout,
                recheck,
                idleTimeout,
                workers,
                maxRequests,
                drainTimeout);
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "bars.inbound on " + host + ":" + port;
    }
}
