package io.barsgateway.edge.handshake;

import io.barsgateway.trust.chain.Refusal;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which addresses may connect to a listener, and how often at once; one for all its connections. */
public final class ConnectionGate {

    private final AllowedAddresses addresses;
    private final int most;
    private final int mostOfOne;
    private final Refusals refusals;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private int total;

    /**
     * @param most connections at once
     * @param mostOfOne of those, of one address
     */
    public ConnectionGate(AllowedAddresses addresses, int most, int mostOfOne, Refusals refusals) {
        this.addresses = addresses;
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.refusals = refusals;
    }

    /** Where those who are turned away are told of. */
    public Refusals refusals() {
        return refusals;
    }

    /** The TCP peer itself, where no PROXY line is expected: a caller, or a proxy that will name one in a header. */
    @Nullable
    Refusal asPeer(InetAddress peer) {
        return addresses.proxies().contains(peer) ? null : asCaller(peer);
    }

    @Nullable
    Refusal asProxy(InetAddress peer) {
        return addresses.proxies().contains(peer)
                ? null
                : new Refusal("address", "the address is not in " + addresses.proxySetting());
    }

    @Nullable
    Refusal asCaller(InetAddress caller) {
        return addresses.callers().contains(caller)
                ? null
                : new Refusal("address", "the address is not in " + addresses.setting());
    }

    synchronized @Nullable Refusal enter(InetAddress address) {
        int ofOne = open.getOrDefault(address, 0);
        if (total >= most) {
            return new Refusal("connections", "more than " + most + " connections at once");
        }
        if (ofOne >= mostOfOne) {
            return new Refusal("connections", "more than " + mostOfOne + " connections of one address at once");
        }
        open.put(address, ofOne + 1);
        total++;
        return null;
    }

    synchronized void leave(InetAddress address) {
        total--;
        open.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    }
}
