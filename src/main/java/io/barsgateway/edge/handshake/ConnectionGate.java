package io.barsgateway.edge.handshake;

import io.barsgateway.trust.chain.Refusal;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses may connect to a listener, and how often at once; one for all its connections. Where all places are taken the
 * connection that has been idle for longest leaves for the new one; where none is idle the new one is turned away.
 */
public final class ConnectionGate {

    private final AllowedAddresses addresses;
    private final int most;
    private final int mostOfOne;
    private final Refusals refusals;
    private final Map<InetAddress, Integer> open = new HashMap<>();
    private final Map<Object, Idle> idle = new LinkedHashMap<>();
    private int total;

    private record Idle(InetAddress address, Runnable leave) {}

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

    /** A connection waits for its next request; it may be told to leave for the sake of a new one. */
    public synchronized void idle(Object connection, InetAddress address, Runnable leave) {
        // The longest idle stays first
        idle.putIfAbsent(connection, new Idle(address, leave));
    }

    /** A connection has a request, or is closed. */
    public synchronized void busy(Object connection) {
        idle.remove(connection);
    }

    synchronized @Nullable Refusal enter(InetAddress address) {
        int ofOne = open.getOrDefault(address, 0);
        if (ofOne >= mostOfOne && !shed(other -> other.address().equals(address))) {
            return new Refusal("connections", "more than " + mostOfOne + " connections of one address at once");
        }
        if (ofOne < mostOfOne && total >= most && !shed(any -> true)) {
            return new Refusal("connections", "more than " + most + " connections at once");
        }
        open.merge(address, 1, Integer::sum);
        total++;
        return null;
    }

    /** Closes the longest idle connection that fits; false where there is none. */
    private boolean shed(Predicate<Idle> which) {
        for (Map.Entry<Object, Idle> one : idle.entrySet()) {
            if (which.test(one.getValue())) {
                idle.remove(one.getKey());
                one.getValue().leave().run();
                return true;
            }
        }
        return false;
    }

    synchronized void leave(InetAddress address) {
        total--;
        open.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    }
}
