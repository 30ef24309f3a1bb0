package io.barsgateway.edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder, stricter in one thing: a request with a header line that goes on in the next one (obs-fold) is malformed
 * (RFC 9112 5.2). Netty joins such lines, so that afterwards nobody can tell.
 */
public final class RequestDecoder extends HttpRequestDecoder {

    private static final String FOLDED = "a header line goes on in the next one";

    /** Where in a head the bytes stand that were read last. */
    private enum At {
        /** Before its first line. */
        BEFORE,
        WITHIN_A_LINE,
        BEGIN_OF_A_LINE,
        /** Past its end, in the body. */
        BODY
    }

    private At at = At.BEFORE;
    private boolean folded;

    public RequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> parts) throws Exception {
        int from = bytes.readerIndex();
        int known = parts.size();
        super.decode(ctx, bytes, parts);
        // What it took of the bytes in one go is of the head or of the body, never of both
        for (int i = from; i < bytes.readerIndex() && at != At.BODY; i++) {
            look(bytes.getByte(i));
        }
        parts.subList(known, parts.size()).forEach(this::mark);
    }

    private void look(byte next) {
        if (at == At.BEGIN_OF_A_LINE && (next == ' ' || next == '\t')) {
            folded = true;
        }
        if (next == '\n') {
            at = at == At.BEFORE ? At.BEFORE : At.BEGIN_OF_A_LINE;
        } else if (at != At.BEFORE || next > ' ') {
            at = At.WITHIN_A_LINE;
        }
    }

    private void mark(Object part) {
        if (part instanceof HttpRequest request) {
            at = At.BODY;
            if (folded && request.decoderResult().isSuccess()) {
                request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(FOLDED)));
            }
        }
        if (part instanceof LastHttpContent) {
            at = At.BEFORE;
            folded = false;
        }
    }
}
