package io.barsgateway.listener;

import io.barsgateway.pki.AddressRanges;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutorGroup;
import org.jspecify.annotations.Nullable;

/** What a new connection passes through, in this order: address, TLS, one request at a time, HTTP limits, the routes. */
final class Pipeline extends ChannelInitializer<Channel> {

    private static final int MAX_REQUEST_LINE = 8192;
    private static final int MAX_HEADERS = 32 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final ListenerSettings settings;
    private final AddressRanges addresses;
    private final @Nullable SslContext tls;
    private final Doors doors;
    private final Shared shared;

    /** What the listener shares with each of its connections. */
    record Shared(InFlight inFlight, EventExecutorGroup workers) {}

    Pipeline(ListenerSettings settings, AddressRanges addresses, @Nullable SslContext tls, Doors doors, Shared shared) {
        this.settings = settings;
        this.addresses = addresses;
        this.tls = tls;
        this.doors = doors;
        this.shared = shared;
    }

    @Override
    protected void initChannel(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast("addresses", new AddressFilter(addresses));
        if (tls != null) {
            SslHandler handler = tls.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(settings.handshakeTimeout().toMillis());
            // Camel finds the session under this name
            pipeline.addLast("ssl", handler);
            pipeline.addLast("handshakes", new HandshakeAudit());
        }
        pipeline.addLast(
                "decoder",
                new HttpRequestDecoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_REQUEST_LINE)
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setMaxChunkSize(CHUNK)));
        pipeline.addLast("encoder", new HttpResponseEncoder());
        pipeline.addLast("refusals", new RefusalBody());
        pipeline.addLast("one-at-a-time", new OneAtATime(shared.inFlight()));
        pipeline.addLast("guard", new RequestGuard(settings, doors));
        pipeline.addLast("aggregator", new HttpObjectAggregator(settings.maxBody(), true));
        pipeline.addLast(shared.workers(), "routes", doors.getChannelHandler());
    }
}
