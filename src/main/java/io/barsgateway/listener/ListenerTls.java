package io.barsgateway.listener;

import io.barsgateway.pki.KeyMaterial;
import io.barsgateway.pki.TrustedChains;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/** TLS-MA as we offer it: TLS 1.3 and 1.2 with forward-secret AEAD suites, a client certificate always required. */
public final class ListenerTls {

    private static final Duration SESSION = Duration.ofMinutes(5);
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");

    private ListenerTls() {}

    /** The context for our certificate, accepting clients whose chain leads to a trusted root. */
    public static SslContext context(KeyMaterial own, TrustedChains callers) {
        try {
            return SslContextBuilder.forServer(own.key(), own.chain())
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
                    .clientAuth(ClientAuth.REQUIRE)
                    .trustManager(new CallerTrust(callers))
                    .sessionTimeout(SESSION.toSeconds())
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
