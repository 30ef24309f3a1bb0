package io.barsgateway.edge.listener;

import java.util.concurrent.ThreadFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.component.netty.NettyServerBootstrapFactory;
import org.apache.camel.component.netty.http.HttpServerBootstrapFactory;
import org.apache.camel.component.netty.http.HttpServerConsumerChannelFactory;
import org.apache.camel.component.netty.http.NettySharedHttpServer;
import org.apache.camel.component.netty.http.NettySharedHttpServerBootstrapConfiguration;

/** What Camel asks of a shared server, answered so that a route which starts or stops never touches the port. */
abstract class SharedServer implements NettySharedHttpServer {

    private final int port;
    private final SwitchedPaths paths = new SwitchedPaths();
    private final HttpServerBootstrapFactory routes = new Routes(paths);

    SharedServer(int port) {
        this.port = port;
        paths.init(port);
        routes.init((ThreadFactory) null, new NettySharedHttpServerBootstrapConfiguration(), null);
    }

    final SwitchedPaths paths() {
        return paths;
    }

    @Override
    public final int getPort() {
        return port;
    }

    @Override
    public final HttpServerConsumerChannelFactory getConsumerChannelFactory() {
        return paths;
    }

    @Override
    public final NettyServerBootstrapFactory getServerBootstrapFactory() {
        return routes;
    }

    @Override
    public final int getConsumersSize() {
        return paths.consumers();
    }

    @Override
    public final void setNettyServerBootstrapConfiguration(NettySharedHttpServerBootstrapConfiguration configuration) {
        // The pipeline is ours
    }

    @Override
    public final void setCamelContext(CamelContext camelContext) {
        // Nothing here needs it
    }

    @Override
    public final void setStartServer(boolean startServer) {
        // Opened when the application is ready
    }

    @Override
    public final void setThreadNamePattern(String pattern) {
        // Named after the listener
    }

    private static final class Routes extends HttpServerBootstrapFactory {

        private Routes(SwitchedPaths paths) {
            super(paths, false);
        }

        @Override
        protected void doStart() {
            // The listener opens its own port
        }

        @Override
        public void stop() {
            // A route that goes does not close it
        }
    }
}
