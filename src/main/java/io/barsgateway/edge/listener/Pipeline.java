package io.barsgateway.edge.listener;

import io.barsgateway.edge.AnsweredRequests;
import io.barsgateway.edge.ListenerSettings;
import io.barsgateway.edge.WorkingMemory;
import io.barsgateway.edge.guard.BodyRoom;
import io.barsgateway.edge.guard.FirstBytes;
import io.barsgateway.edge.guard.OwnNames;
import io.barsgateway.edge.guard.RequestGuard;
import io.barsgateway.edge.handshake.AddressFilter;
import io.barsgateway.edge.handshake.Admission;
import io.barsgateway.edge.handshake.AdmitPeer;
import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.edge.handshake.ProxyLine;
import io.barsgateway.edge.http.DrainBeforeClose;
import io.barsgateway.edge.http.HeadAnswer;
import io.barsgateway.edge.http.OneAtATime;
import io.barsgateway.edge.http.RefusalBody;
import io.barsgateway.edge.http.RequestDecoder;
import io.barsgateway.edge.http.TellAnswered;
import io.barsgateway.edge.request.AnswerInTime;
import io.barsgateway.edge.request.BeginInTime;
import io.barsgateway.edge.request.HeardAnswers;
import io.barsgateway.edge.request.InFlight;
import io.barsgateway.edge.request.WaitingLine;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a new connection passes through, in this order: address, TLS, one request at a time, HTTP limits, the routes. */
final class Pipeline extends ChannelInitializer<Channel> {

    private static final int MAX_REQUEST_LINE = 8192;
    private static final int MAX_HEADERS = 32 * 1024;
    private static final int CHUNK = 64 * 1024;

    private final ListenerSettings settings;
    private final @Nullable ListenerTls tls;
    private final Admission admission;
    private final SwitchedPaths paths;
    private final Shared shared;
    private final OwnNames names;

    /** What the listener shares with each of its connections. */
    record Shared(
            InFlight inFlight,
            WaitingLine line,
            WorkingMemory memory,
            AnsweredRequests answered,
            Executor workers,
            HeardAnswers answers) {}

    Pipeline(
            ListenerSettings settings,
            @Nullable ListenerTls tls,
            Admission admission,
            SwitchedPaths paths,
            Shared shared) {
        this.settings = settings;
        this.tls = tls;
        this.admission = admission;
        this.paths = paths;
        this.shared = shared;
        this.names = new OwnNames(settings, tls);
    }

    @Override
    protected void initChannel(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        AddressFilter filter = new AddressFilter(settings.gate(), settings.proxyProtocol());
        pipeline.addLast("addresses", filter);
        if (settings.proxyProtocol()) {
            pipeline.addLast("proxy-decoder", new HAProxyMessageDecoder());
            pipeline.addLast("proxy-line", new ProxyLine(filter, settings.handshakeTimeout()));
        }
        if (tls != null) {
            SslHandler handler = tls.context().newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(settings.handshakeTimeout().toMillis());
            // Camel finds the session under this name
            pipeline.addLast("ssl", handler);
            pipeline.addLast("admit-peer", new AdmitPeer(settings.gate().refusals(), admission));
        }
        DrainBeforeClose drain = new DrainBeforeClose();
        RequestGuard guard = new RequestGuard(settings, paths::methods, names, drain);
        BodyRoom room = new BodyRoom(shared.memory(), guard);
        pipeline.addLast("drain-before-close", drain);
        pipeline.addLast("first-bytes", new FirstBytes(guard));
        pipeline.addLast(
                "decoder",
                new RequestDecoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_REQUEST_LINE)
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setMaxChunkSize(CHUNK)));
        pipeline.addLast("encoder", new HttpResponseEncoder());
        pipeline.addLast("one-at-a-time", new OneAtATime(shared.inFlight(), drain));
        pipeline.addLast("tell-answered", new TellAnswered(shared.answered(), System::nanoTime));
        pipeline.addLast("head-answer", new HeadAnswer());
        pipeline.addLast("refusals", new RefusalBody());
        pipeline.addLast("guard", guard);
        pipeline.addLast("body-room", room);
        pipeline.addLast("aggregator", new HttpObjectAggregator(settings.maxBody(), true));
        pipeline.addLast(
                "answer-in-time",
                new AnswerInTime(settings, shared.inFlight(), shared.line(), shared.answers(), room::handOver));
        pipeline.addLast("routes", new BeginInTime(paths.getChannelHandler(), shared.workers(), shared.line()));
    }
}
