package io.barsgateway.edge.guard;

import io.barsgateway.edge.WorkingMemory;
import io.barsgateway.edge.WorkingMemory.Portion;
import io.barsgateway.edge.guard.RequestRules.Refused;
import io.barsgateway.fhir.fault.FaultCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Takes memory for a body while it arrives, and not before: one that says it is large and never comes takes none. */
public final class BodyRoom extends ChannelInboundHandlerAdapter {

    /** The body as it arrived, and the copy that the route reads. */
    private static final int COPIES = 2;

    private final WorkingMemory memory;
    private final RequestGuard guard;
    private Portion portion;

    public BodyRoom(WorkingMemory memory, RequestGuard guard) {
        this.memory = memory;
        this.guard = guard;
        this.portion = memory.begin(0);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object part) throws Exception {
        if (part instanceof HttpRequest request) {
            portion = memory.begin(COPIES * HttpUtil.getContentLength(request, 0L));
        }
        if (part instanceof HttpContent content
                && !portion.grow((long) COPIES * content.content().readableBytes())) {
            ReferenceCountUtil.release(part);
            guard.refuse(ctx.pipeline().context(guard), new Refused(FaultCode.UNAVAILABLE));
            return;
        }
        boolean last = part instanceof LastHttpContent;
        super.channelRead(ctx, part);
        if (last) {
            // Nobody took it over: its request was refused while it arrived
            portion.giveBack();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        portion.giveBack();
        super.channelInactive(ctx);
    }

    /** What a whole request has taken; from here on it is for the caller to give back. */
    public Portion handOver() {
        Portion whole = portion;
        portion = memory.begin(0);
        return whole;
    }
}
