package io.barsgateway.edge.handshake;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Our certificates: the one whose name the client asked for, else the first. */
final class OwnKeys extends X509ExtendedKeyManager {

    private final List<KeyMaterial> materials;

    OwnKeys(List<KeyMaterial> materials) {
        this.materials = List.copyOf(materials);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        List<Integer> fitting = Stream.iterate(0, i -> i + 1)
                .limit(materials.size())
                .filter(i -> materials.get(i).key().getAlgorithm().equals(keyType.startsWith("EC") ? "EC" : keyType))
                .toList();
        String asked = engine == null ? "" : askedName(engine);
        return fitting.stream()
                .filter(i -> Certificates.names(materials.get(i).chain().get(0)).contains(asked))
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .map(String::valueOf)
                .orElse(null);
    }

    private static String askedName(SSLEngine engine) {
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                        .findFirst()
                        .orElse("")
                : "";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return materials.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return materials.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    /** Names no key. */
    @Override
    public String toString() {
        return "keys of "
                + Arrays.toString(materials.stream()
                        .map(own -> Certificates.label(own.chain().get(0)))
                        .toArray());
    }
}
