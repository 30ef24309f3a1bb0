package io.barsgateway.edge.handshake;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * TLS as we offer it: 1.3 and 1.2 with forward-secret AEAD suites (RFC 9325), and a client certificate. Keys and
 * authorities are those of this moment: each change makes a new context, so that no session of the old one resumes.
 */
public final class ListenerTls {

    private static final Duration SESSION = Duration.ofMinutes(5);
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");

    private final Replaceable<List<KeyMaterial>> own;
    private final Replaceable<SslContext> context;
    private final CallerChains callers;
    private final ClientAuth clients;

    /**
     * @param own our certificates; the first is for clients that name no other
     * @param clients whether a client must show a certificate, may, or is not asked
     */
    public ListenerTls(List<KeyMaterial> own, CallerChains callers, ClientAuth clients) {
        this.own = new Replaceable<>(List.copyOf(own));
        this.callers = callers;
        this.clients = clients;
        this.context = new Replaceable<>(make(own));
        callers.onChange(this::renew);
    }

    /** For the next connection. */
    public SslContext context() {
        return context.get();
    }

    /** The certificates that new connections meet. */
    public List<KeyMaterial> own() {
        return own.get();
    }

    /** From now on new connections meet these certificates. */
    public void present(List<KeyMaterial> next) {
        SslContext made = make(next);
        own.set(List.copyOf(next));
        context.set(made);
    }

    /** Whether one of those certificates is for that name. */
    public boolean isFor(String name) {
        return own.get().stream()
                .anyMatch(one -> Certificates.isOfServer(one.chain().get(0), name));
    }

    private void renew() {
        context.set(make(own.get()));
    }

    private SslContext make(List<KeyMaterial> materials) {
        try {
            return SslContextBuilder.forServer(new OwnKeys(materials))
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
                    .clientAuth(clients)
                    .trustManager(new CallerTrust(callers))
                    .sessionTimeout(SESSION.toSeconds())
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("The TLS of the listener cannot be set up: " + e.getMessage(), e);
        }
    }
}
