package io.barsgateway.receive;

import io.barsgateway.edge.handshake.Succession;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.keys.KeyMaterial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our certificates from the files that the settings name, looked at whole before they are presented. */
final class OwnCertificates {

    private final CallerChains chains;
    private final Clock clock;

    OwnCertificates(CallerChains chains, Clock clock) {
        this.chains = chains;
        this.clock = clock;
    }

    /**
     * The certificate of the endpoint first, then those of further names.
     *
     * @throws io.barsgateway.audit.watch.UnusableFile or IllegalArgumentException in words for the operator
     */
    List<KeyMaterial> read(InboundProperties inbound) {
        if (inbound.certificate() == null) {
            throw new IllegalArgumentException(
                    "bars.inbound.certificate is not set: name the PEM or PKCS12 file of this endpoint's certificate");
        }
        List<KeyMaterial> all = new ArrayList<>();
        all.add(read(
                inbound.certificate(),
                inbound.privateKey(),
                KeyMaterial.password(inbound.password(), inbound.passwordFile())));
        inbound.also()
                .forEach(further -> all.add(read(
                        further.certificate(),
                        further.privateKey(),
                        KeyMaterial.password(further.password(), further.passwordFile()))));
        return all;
    }

    /** What replaces those in use: current, of the same chains, and each for a name that it already bears. */
    List<KeyMaterial> successors(List<KeyMaterial> used, InboundProperties inbound) {
        List<KeyMaterial> next = read(inbound);
        Instant now = clock.instant();
        for (int i = 0; i < next.size(); i++) {
            Succession.checkDates(next.get(i).chain().get(0), now);
            Optional<Refusal> incomplete =
                    chains.authorities().leadsToARoot(next.get(i).chain(), now);
            if (incomplete.isPresent()
                    && chains.authorities()
                            .leadsToARoot(used.get(0).chain(), now)
                            .isEmpty()) {
                throw new IllegalArgumentException(
                        "its chain is not complete: " + incomplete.get().reason());
            }
            if (i < used.size()) {
                Succession.check(used.get(i), next.get(i), now);
            }
        }
        return next;
    }

    private KeyMaterial read(Path certificate, @Nullable Path privateKey, @Nullable String password) {
        return KeyMaterial.read(certificate, privateKey, password)
                .completedBy(chains.authorities().named());
    }
}
