package io.barsgateway.edge.handshake;

import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.Verdict;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection: its address, the chain it presented, leaf first, and the verdict on that chain,
 * which is kept for the connection and renewed when it is no longer good.
 *
 * @param address of the TCP peer or, behind a trusted PROXY sender, of the caller it names
 * @param chain empty before the TLS handshake is over, and where no certificate was asked for
 */
public record Peer(InetAddress address, List<X509Certificate> chain, AtomicReference<@Nullable Verdict> kept) {

    private static final AttributeKey<Peer> KEY = AttributeKey.valueOf("bars.peer");

    public Peer {
        chain = List.copyOf(chain);
    }

    /** Of that connection, as far as it is known: the TCP peer, then whom a PROXY line names, then with its chain. */
    public static Peer of(Channel channel) {
        @Nullable Peer known = channel.attr(KEY).get();
        if (known != null) {
            return known;
        }
        return new Peer(
                channel.remoteAddress() instanceof InetSocketAddress peer
                        ? peer.getAddress()
                        : InetAddress.getLoopbackAddress(),
                List.of(),
                new AtomicReference<>());
    }

    static Peer remember(Channel channel, InetAddress address, List<X509Certificate> chain) {
        Peer peer = new Peer(address, chain, new AtomicReference<>());
        channel.attr(KEY).set(peer);
        return peer;
    }

    /** What its chain is worth now. */
    public Verdict verdict(CallerChains chains) {
        Verdict now = chains.judge(chain, kept.get());
        kept.set(now);
        return now;
    }
}
