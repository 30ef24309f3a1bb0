package io.barsgateway.edge.handshake;

import io.barsgateway.trust.chain.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection from an address off the list, or one too many, before a byte of TLS is read. Behind a PROXY sender the
 * caller's address comes in the first bytes, and is judged when they are there.
 */
public final class AddressFilter extends ChannelInboundHandlerAdapter {

    private final ConnectionGate gate;
    private final boolean proxied;
    private @Nullable InetAddress counted;

    /** @param proxied whether a PROXY line precedes everything */
    public AddressFilter(ConnectionGate gate, boolean proxied) {
        this.gate = gate;
        this.proxied = proxied;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        InetAddress peer = Peer.of(ctx.channel()).address();
        Refusal refusal = proxied ? gate.asProxy(peer) : gate.asPeer(peer);
        if (refusal == null && !proxied) {
            refusal = count(peer);
        }
        if (refusal != null) {
            refuse(ctx, peer, refusal);
            return;
        }
        super.channelActive(ctx);
    }

    /** Called with the address that a PROXY line names. */
    boolean admit(ChannelHandlerContext ctx, InetAddress told) {
        Refusal refusal = gate.asCaller(told);
        if (refusal == null) {
            refusal = count(told);
        }
        if (refusal != null) {
            refuse(ctx, told, refusal);
            return false;
        }
        Peer.remember(ctx.channel(), told, List.of());
        return true;
    }

    void refuse(ChannelHandlerContext ctx, InetAddress address, Refusal refusal) {
        gate.refusals().note("connect", address.getHostAddress(), refusal, null);
        ctx.close();
    }

    private @Nullable Refusal count(InetAddress address) {
        Refusal refusal = gate.enter(address);
        if (refusal == null) {
            counted = address;
        }
        return refusal;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (counted != null) {
            gate.leave(counted);
            counted = null;
        }
        super.channelInactive(ctx);
    }
}
