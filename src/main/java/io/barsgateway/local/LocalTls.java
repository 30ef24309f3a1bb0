package io.barsgateway.local;

import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.edge.handshake.Succession;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.ReadAuthorities;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.keys.KeyMaterial;
import io.netty.handler.ssl.ClientAuth;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** TLS on the local side, from the files that bars.local names; they may be replaced at any time. */
final class LocalTls {

    private final LocalProperties local;
    private final Path certificate;
    private final CallerChains systems;
    private final ListenerTls listener;
    private final Clock clock;

    /** @param goodFor how long a verdict on the certificate of a local system may be relied on while nothing changes */
    LocalTls(LocalProperties local, Path certificate, Clock clock, Duration goodFor) {
        this.local = local;
        this.certificate = certificate;
        this.clock = clock;
        systems = new CallerChains(authorities(), clock, goodFor);
        listener = new ListenerTls(
                List.of(material()), systems, local.roots().isEmpty() ? ClientAuth.NONE : ClientAuth.OPTIONAL);
    }

    /** What new connections meet. */
    ListenerTls listener() {
        return listener;
    }

    /**
     * Takes what is in the files now.
     *
     * @throws io.barsgateway.audit.watch.UnusableFile or IllegalArgumentException in words for the operator; then nothing changes
     */
    void takeFiles() {
        KeyMaterial next = material();
        Succession.check(listener.own().get(0), next, clock.instant());
        Authorities roots = authorities();
        listener.present(List.of(next));
        systems.replace(roots);
    }

    private KeyMaterial material() {
        return KeyMaterial.read(certificate, local.privateKey(), KeyMaterial.password(null, local.passwordFile()));
    }

    private Authorities authorities() {
        return new Authorities(
                ReadAuthorities.from("bars.local.roots", local.roots()), List.of(), RevocationLists.none());
    }
}
