package io.barsgateway.edge.listener;

import io.barsgateway.fhir.fault.FaultCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What the head of a request must satisfy before any route sees it: well-formed HTTP, an open path. */
final class RequestRules {

    private final SwitchedPaths paths;

    RequestRules(SwitchedPaths paths) {
        this.paths = paths;
    }

    /**
     * Why a request is refused.
     *
     * @param allow the methods that its path takes; empty where that is not the reason
     */
    record Refused(FaultCode code, String allow) {

        Refused(FaultCode code) {
            this(code, "");
        }
    }

    /** The first rule that the request breaks; null where it breaks none. */
    @Nullable
    Refused objection(ChannelHandlerContext ctx, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return new Refused(malformed(request.decoderResult().cause()));
        }
        FaultCode unlikeItsConnection = RequestTarget.objection(ctx, request);
        if (unlikeItsConnection != null) {
            return new Refused(unlikeItsConnection);
        }
        SortedSet<String> methods = paths.methods(TimedRequest.path(request.uri()));
        if (methods.isEmpty()) {
            return new Refused(FaultCode.NOT_FOUND);
        }
        return methods.contains(request.method().name())
                ? null
                : new Refused(FaultCode.METHOD_NOT_ALLOWED, String.join(", ", methods));
    }

    private static FaultCode malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return FaultCode.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? FaultCode.HEADERS_TOO_LONG : FaultCode.INVALID;
    }
}
