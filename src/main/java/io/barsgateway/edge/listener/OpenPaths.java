package io.barsgateway.edge.listener;

import io.barsgateway.edge.request.LostAnswers;
import io.netty.channel.ChannelInboundHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.netty.http.HttpServerConsumerChannelFactory;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.apache.camel.component.netty.http.handlers.HttpServerMultiplexChannelHandler;

/**
 * The paths and methods that routes have opened on this listener. Camel matches paths whatever their case, with or
 * without a trailing slash, and after anything that looks like a port; a request is asked here first, exactly.
 */
final class OpenPaths implements HttpServerConsumerChannelFactory {

    private final HttpServerMultiplexChannelHandler camel = new HttpServerMultiplexChannelHandler();
    private final Map<NettyHttpConsumer, List<String>> templates = new ConcurrentHashMap<>();

    /** The methods that the path takes; empty where there is no such path. */
    SortedSet<String> methods(String path) {
        List<String> segments = segments(path);
        SortedSet<String> methods = new TreeSet<>();
        templates.forEach((consumer, template) -> {
            String restricted = consumer.getEndpoint().getHttpMethodRestrict();
            if (restricted != null && isSame(template, segments)) {
                methods.addAll(Arrays.asList(restricted.split(",", -1)));
            }
        });
        return methods;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static boolean isSame(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            String expected = template.get(i);
            boolean isParameter = expected.startsWith("{") || expected.startsWith("%7B");
            // An id that is left out is for the operation to judge
            if (!isParameter && !expected.equals(path.get(i))) {
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
        String template = consumer.getConfiguration().getPath();
        templates.put(consumer, segments(template.startsWith("/") ? template : "/" + template));
        camel.addConsumer(consumer);
    }

    @Override
    public void removeConsumer(NettyHttpConsumer consumer) {
        templates.remove(consumer);
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
