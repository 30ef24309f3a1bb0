package io.barsgateway.trust.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** TLS as a client: the far end's chain is always verified, against the given roots or, where none, the JVM's own. */
public final class ClientTls extends SSLContextParameters {

    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    private final List<X509Certificate> roots;

    /** What a route names in {@code sslContextParameters}. */
    public ClientTls(List<X509Certificate> roots) {
        this.roots = List.copyOf(roots);
    }

    @Override
    public SSLContext createSSLContext(@Nullable CamelContext camelContext) {
        return context(roots, null);
    }

    /** A context that verifies servers and, with key material, can present our certificate. */
    public static SSLContext context(List<X509Certificate> roots, @Nullable KeyMaterial own) {
        return context(roots.isEmpty() ? null : judge(roots), own);
    }

    /** The same, with somebody else as the judge of servers; the JVM's own where null. */
    public static SSLContext context(@Nullable X509TrustManager judge, @Nullable KeyMaterial own) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : keys(own), judge == null ? null : new TrustManager[] {judge}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Who verifies a server: its chain must lead to one of these roots and, in a handshake, its name be the one asked for. */
    public static X509TrustManager judge(List<X509Certificate> roots) {
        try {
            for (TrustManager judge : trust(roots)) {
                if (judge instanceof X509TrustManager ofChains) {
                    return ofChains;
                }
            }
            throw new IllegalStateException("TLS cannot be set up: this JVM knows no X.509 chains");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(KeyMaterial own) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("own", own.key(), IN_MEMORY, own.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, IN_MEMORY);
        return keys.getKeyManagers();
    }

    private static TrustManager[] trust(List<X509Certificate> roots) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < roots.size(); i++) {
            store.setCertificateEntry("root-" + i, roots.get(i));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, IN_MEMORY);
        return store;
    }
}
