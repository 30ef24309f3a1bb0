package io.barsgateway.edge.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;

/** Counts a new connection among those to close at the end, and gives it its pipeline. */
final class Connections extends ChannelInitializer<Channel> {

    private final ChannelGroup open;
    private final Pipeline pipeline;

    Connections(ChannelGroup open, Pipeline pipeline) {
        this.open = open;
        this.pipeline = pipeline;
    }

    @Override
    protected void initChannel(Channel channel) {
        open.add(channel);
        pipeline.initChannel(channel);
    }
}
