package io.barsgateway.inbound;

import io.barsgateway.listener.ListenerSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the BaRS API Proxy reaches us, and with which certificate we answer (seed 001 lines 44-60, 99-107).
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param basePath what stands before the standard's paths, such as /FHIR/R4; empty for none
 * @param certificate PEM with the chain, or PKCS12 with key and chain
 * @param privateKey PEM key; absent where certificate is PKCS12
 * @param password of the key or of the PKCS12; better kept in passwordFile
 * @param passwordFile file whose first line is the password
 * @param maxBody largest body; a larger one is answered 413
 * @param handshakeTimeout from connect to the end of the TLS handshake
 * @param requestTimeout from the first byte of a request to its last
 * @param idleTimeout of a kept connection between requests
 * @param workers requests processed at once; each holds one database connection
 * @param drainTimeout what requests in progress get when the gateway stops
 */
@ConfigurationProperties("bars.inbound")
public record InboundProperties(
        @DefaultValue("0.0.0.0") String host,
        @DefaultValue("8443") int port,
        @DefaultValue("") String basePath,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable String password,
        @Nullable Path passwordFile,
        @DefaultValue("5MB") DataSize maxBody,
        @DefaultValue("5s") Duration handshakeTimeout,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("16") int workers,
        @DefaultValue("25s") Duration drainTimeout) {

    public InboundProperties {
        if (!basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "bars.inbound.base-path must start with / and not end with it: " + basePath);
        }
    }

    ListenerSettings listener() {
        return new ListenerSettings(
                "inbound",
                host,
                port,
                Math.toIntExact(maxBody.toBytes()),
                handshakeTimeout,
                requestTimeout,
                idleTimeout,
                workers,
                drainTimeout);
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "bars.inbound on " + host + ":" + port;
    }
}
