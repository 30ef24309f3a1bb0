package io.barsgateway.edge.listener;

import io.barsgateway.edge.request.LostAnswers;
import io.netty.channel.ChannelInboundHandler;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.camel.component.netty.http.HttpServerConsumerChannelFactory;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.apache.camel.component.netty.http.handlers.HttpServerMultiplexChannelHandler;

/**
 * The paths and methods that routes have opened on this listener. Camel matches paths whatever their case, with or
 * without a trailing slash, and after anything that looks like a port; a request is asked here first, exactly.
 */
final class OpenPaths implements HttpServerConsumerChannelFactory {

    private final HttpServerMultiplexChannelHandler camel = new HttpServerMultiplexChannelHandler();
    private final Set<NettyHttpConsumer> consumers = new CopyOnWriteArraySet<>();

    /** The methods that the path takes; empty where there is no such path. */
    SortedSet<String> methods(String path) {
        SortedSet<String> methods = new TreeSet<>();
        for (NettyHttpConsumer consumer : consumers) {
            if (isSame(consumer.getConfiguration().getPath(), path)) {
                String restricted = consumer.getEndpoint().getHttpMethodRestrict();
                if (restricted != null) {
                    methods.addAll(Arrays.asList(restricted.split(",", -1)));
                }
            }
        }
        return methods;
    }

    private static boolean isSame(String template, String path) {
        String[] expected = ("/" + template).replaceFirst("^//", "/").split("/", -1);
        String[] actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            boolean isParameter = expected[i].startsWith("{") || expected[i].startsWith("%7B");
            // An id that is left out is for the operation to judge
            if (!isParameter && !expected[i].equals(actual[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void init(int port) {
        camel.init(port);
    }

    @Override
    public void addConsumer(NettyHttpConsumer consumer) {
        consumer.setExceptionHandler(new LostAnswers());
        consumers.add(consumer);
        camel.addConsumer(consumer);
    }

    @Override
    public void removeConsumer(NettyHttpConsumer consumer) {
        consumers.remove(consumer);
        camel.removeConsumer(consumer);
    }

    @Override
    public int consumers() {
        return camel.consumers();
    }

    @Override
    public int getPort() {
        return camel.getPort();
    }

    @Override
    public ChannelInboundHandler getChannelHandler() {
        return camel;
    }
}
