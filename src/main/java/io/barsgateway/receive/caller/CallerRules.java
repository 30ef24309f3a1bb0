package io.barsgateway.receive.caller;

import io.barsgateway.edge.handshake.Admission;
import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.chain.Verdict;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.revocation.OcspAnswers;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The rules about a caller, each on its own: the steps ask them one by one, the listener all of them while somebody is connected. */
@Component
final class CallerRules implements Admission {

    private final CallerChains chains;
    private final OcspAnswers ocsp;
    private final AllowedNames names;
    private final TemporaryCallers allowances;
    private final AllowedAddresses addresses;

    CallerRules(
            CallerChains chains,
            OcspAnswers ocsp,
            AllowedNames names,
            TemporaryCallers allowances,
            AllowedAddresses callerAddresses) {
        this.chains = chains;
        this.ocsp = ocsp;
        this.names = names;
        this.allowances = allowances;
        this.addresses = callerAddresses;
    }

    /** The verdict on the chain; a refusal of the OCSP responder is looked up, not asked for. */
    Verdict chain(Peer peer) {
        return peer.verdict(chains);
    }

    /** As the issuer's OCSP responder has it; waits for its answer where none is known. */
    Optional<Refusal> revocation(List<X509Certificate> path) {
        return ocsp.objection(path);
    }

    /** The names that it bears and that may call; empty where it is let in by its thumbprint alone. */
    Optional<String> knownName(X509Certificate leaf) {
        return Certificates.names(leaf).stream().filter(names::contains).findFirst();
    }

    boolean isAllowedForATime(X509Certificate leaf) {
        return allowances.allow(Certificates.thumbprint(leaf));
    }

    Optional<Refusal> name(X509Certificate leaf) {
        return knownName(leaf).isPresent() || isAllowedForATime(leaf)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "name",
                        "its name is not in bars.caller.names: "
                                + (Certificates.names(leaf).isEmpty()
                                        ? leaf.getSubjectX500Principal()
                                        : String.join(" ", Certificates.names(leaf)))));
    }

    Optional<Refusal> address(InetAddress address) {
        return addresses.callers().contains(address)
                ? Optional.empty()
                : Optional.of(new Refusal("address", "the address is not in " + addresses.setting()));
    }

    @Override
    public Optional<Refusal> atHandshake(Peer peer) {
        if (peer.chain().isEmpty()) {
            return Optional.empty();
        }
        Verdict verdict = chain(peer);
        return verdict.refusal().or(() -> ocsp.known(verdict.path()));
    }

    @Override
    public Optional<Refusal> objection(Peer peer) {
        if (peer.chain().isEmpty()) {
            return Optional.empty();
        }
        Stream<Optional<Refusal>> rest = Stream.of(
                name(peer.chain().get(0)),
                addresses.proxies().contains(peer.address()) ? Optional.empty() : address(peer.address()));
        return atHandshake(peer).or(() -> rest.flatMap(Optional::stream).findFirst());
    }
}
