package io.barsgateway.edge.listener;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.netty.http.HttpServerConsumerChannelFactory;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The paths that each set of routes has opened on this listener, by the Camel context of the set. One set at a time is asked; which
 * one changes in one step, so that no request meets two.
 */
final class SwitchedPaths implements HttpServerConsumerChannelFactory {

    private final Map<CamelContext, OpenPaths> sets = new ConcurrentHashMap<>();
    private final ChannelInboundHandler handler = new Current();
    private volatile OpenPaths current = new OpenPaths();
    private volatile @Nullable CamelContext serving;
    private int port;

    /** From now on that set is asked. */
    synchronized void serve(CamelContext set) {
        current = sets.computeIfAbsent(set, this::opened);
        serving = set;
    }

    SortedSet<String> methods(String path) {
        return current.methods(path);
    }

    @Override
    public void init(int newPort) {
        port = newPort;
        current.init(newPort);
    }

    /** The first set that opens a path is served. */
    @Override
    public synchronized void addConsumer(NettyHttpConsumer consumer) {
        CamelContext set = consumer.getEndpoint().getCamelContext();
        sets.computeIfAbsent(set, this::opened).addConsumer(consumer);
        if (serving == null) {
            serve(set);
        }
    }

    @Override
    public synchronized void removeConsumer(NettyHttpConsumer consumer) {
        CamelContext set = consumer.getEndpoint().getCamelContext();
        OpenPaths paths = sets.get(set);
        if (paths != null) {
            paths.removeConsumer(consumer);
            if (paths.consumers() == 0 && !set.equals(serving)) {
                sets.remove(set);
            }
        }
    }

    @Override
    public int consumers() {
        return current.consumers();
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public ChannelInboundHandler getChannelHandler() {
        return handler;
    }

    private OpenPaths opened(CamelContext set) {
        OpenPaths paths = new OpenPaths();
        paths.init(port);
        return paths;
    }

    /** Hands a request to the set that is served at that moment. */
    @ChannelHandler.Sharable
    private final class Current extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object request) throws Exception {
            current.getChannelHandler().channelRead(ctx, request);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) throws Exception {
            current.getChannelHandler().exceptionCaught(ctx, failure);
        }
    }
}
