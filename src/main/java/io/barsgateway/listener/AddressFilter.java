package io.barsgateway.listener;

import io.barsgateway.pki.AddressRanges;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ipfilter.AbstractRemoteAddressFilter;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a connection from an address off the list, before a byte of TLS is read. */
final class AddressFilter extends AbstractRemoteAddressFilter<InetSocketAddress> {

    private static final Logger log = LoggerFactory.getLogger(AddressFilter.class);

    private final AddressRanges allowed;

    AddressFilter(AddressRanges allowed) {
        this.allowed = allowed;
    }

    @Override
    protected boolean accept(ChannelHandlerContext ctx, InetSocketAddress remote) {
        return allowed.contains(remote.getAddress());
    }

    @Override
    protected @Nullable ChannelFuture channelRejected(ChannelHandlerContext ctx, InetSocketAddress remote) {
        log.warn(
                "Refused caller address={} stage=connect reason=\"the address is not in bars.caller.addresses\"",
                remote.getAddress().getHostAddress());
        return null;
    }
}
