package io.barsgateway.edge.listener;

import io.barsgateway.edge.AnsweredRequests;
import io.barsgateway.edge.ListenerSettings;
import io.barsgateway.edge.WorkingMemory;
import io.barsgateway.edge.handshake.Admission;
import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.http.OneAtATime;
import io.barsgateway.edge.request.HeardAnswers;
import io.barsgateway.edge.request.InFlight;
import io.barsgateway.edge.request.WaitingLine;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.keys.KeyMaterial;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.UnorderedThreadPoolEventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * One port that opens once every route runs, and stays open while routes are edited. On stop it first takes no new connections, then answers
 * the requests that are in progress or still come, and then closes the connections that are left.
 */
public final class Listener extends SharedServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 512;
    private static final long FAREWELL_MILLIS = 500;
    private static final long LAST_ANSWER_MILLIS = 5_000;

    private final ListenerSettings settings;
    private final @Nullable ListenerTls tls;
    private final Admission admission;
    private final WorkingMemory memory;
    private final AnsweredRequests answered;
    private final HeardAnswers answers;
    private final InFlight inFlight = new InFlight();
    private final WaitingLine line;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile @Nullable Channel port;
    private @Nullable EventLoopGroup io;
    private @Nullable EventExecutorGroup workers;

    /**
     * A listener that speaks TLS where {@code tls} is given, else plain HTTP.
     *
     * @param answered is notified of each request that was answered
     * @param answers writes into the audit which answer each caller heard
     */
    public Listener(
            ListenerSettings settings,
            @Nullable ListenerTls tls,
            Admission admission,
            WorkingMemory memory,
            AnsweredRequests answered,
            HeardAnswers answers) {
        super(settings.port());
        this.answered = answered;
        this.answers = answers;
        this.line = new WaitingLine(settings.answerTimeout(), System::nanoTime);
        this.settings = settings;
        this.memory = memory;
        this.tls = tls;
        this.admission = admission;
    }

    /** Opens the port. Not at {@link #start()}, when no route runs yet and callers would hear 404. */
    @EventListener(ApplicationReadyEvent.class)
    public void open() {
        io = new NioEventLoopGroup(0, new DefaultThreadFactory(settings.name() + "-io"));
        // Unordered: one slow request must not hold up those of other connections; within one they come one at a time
        workers = new UnorderedThreadPoolEventExecutor(settings.workers(), new DefaultThreadFactory(settings.name()));
        Pipeline pipeline = new Pipeline(settings, tls, admission, paths(), shared(workers));
        ChannelFuture opened = new ServerBootstrap()
                .group(io)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, Buffers.ALL)
                .childHandler(new Connections(connections, pipeline))
                .bind(settings.host(), settings.port())
                .awaitUninterruptibly();
        if (!opened.isSuccess()) {
            endThreads();
            throw new IllegalStateException(
                    "The port " + settings.host() + ":" + settings.port() + " cannot be opened for " + settings.name(),
                    opened.cause());
        }
        port = opened.channel();
        long again = settings.recheck().toMillis();
        workers.scheduleWithFixedDelay(this::recheck, again, again, TimeUnit.MILLISECONDS);
        log.info(
                "Listening for {} on {}:{}, {} paths",
                settings.name(),
                settings.host(),
                boundPort(),
                paths().consumers());
    }

    private Pipeline.Shared shared(EventExecutorGroup workers) {
        return new Pipeline.Shared(inFlight, line, memory, answered, workers, answers);
    }

    /**
     * How busy it is.
     *
     * @param connections that are open
     * @param working requests that a worker has
     * @param waiting requests that wait for one
     */
    public record Load(String listener, int connections, int working, int waiting) {}

    /** How busy it is now. */
    public Load load() {
        int waiting = line.length();
        return new Load(settings.name(), connections.size(), Math.max(0, inFlight.working() - waiting), waiting);
    }

    /** The certificates that new connections meet; empty where it speaks plain HTTP. */
    public List<KeyMaterial> certificates() {
        return tls == null ? List.of() : tls.own();
    }

    /** From now on the routes of that set answer new requests; requests that have reached another set are answered by that set. */
    public void serve(CamelContext set) {
        paths().serve(set);
    }

    /** The port that is open, or -1 where none is. */
    public int boundPort() {
        return port != null && port.localAddress() instanceof InetSocketAddress address ? address.getPort() : -1;
    }

    /** Beside the other listener, so that a gateway with two of them needs the time of one. */
    @Override
    public void stop(Runnable stopped) {
        Runnable whole = () -> {
            try {
                stop();
            } finally {
                stopped.run();
            }
        };
        new Thread(whole, settings.name() + "-stop").start();
    }

    @Override
    public void stop() {
        if (port == null) {
            return;
        }
        port.close().syncUninterruptibly();
        try {
            // A request that comes meanwhile is answered, and its answer says that the connection closes after it
            inFlight.beginDraining();
            connections.newCloseFuture().await(FAREWELL_MILLIS);
            int left = inFlight.drain(settings.drainTimeout());
            if (left > 0) {
                log.error(
                        "Stopped {} with {} requests unanswered after {}",
                        settings.name(),
                        left,
                        settings.drainTimeout());
            } else {
                connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(OneAtATime.LEAVE));
                connections.newCloseFuture().await(LAST_ANSWER_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        endThreads();
        port = null;
        log.info("Stopped listening for {}", settings.name());
    }

    /** Judges every connected caller again, and closes the connection of one that is not admitted any more, after the answer in progress. */
    public void recheck() {
        for (Channel channel : connections) {
            try {
                recheck(channel);
            } catch (RuntimeException e) {
                // The other callers are judged all the same
                log.warn(
                        "A connected caller could not be judged again: {}",
                        e.getClass().getSimpleName());
            }
        }
    }

    private void recheck(Channel channel) {
        Peer peer = Peer.of(channel);
        if (peer.chain().isEmpty()) {
            // Its handshake has not ended, or it showed no certificate that could have become invalid
            return;
        }
        Optional<Refusal> objection = admission.objection(peer);
        if (objection.isPresent()) {
            settings.gate()
                    .refusals()
                    .note(
                            "connected",
                            peer.address().getHostAddress(),
                            objection.get(),
                            peer.chain().get(0));
            channel.pipeline().fireUserEventTriggered(OneAtATime.LEAVE);
        }
    }

    private void endThreads() {
        if (io != null && workers != null) {
            // Closed connections get a moment to leave the workers
            io.shutdownGracefully(100, 2000, TimeUnit.MILLISECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
            workers.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        }
    }

    /** First to stop of all that Spring stops: before Camel, while every route still works. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {
        // See open()
    }

    @Override
    public boolean isRunning() {
        return port != null;
    }
}
