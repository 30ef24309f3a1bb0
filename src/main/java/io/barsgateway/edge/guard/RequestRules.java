package io.barsgateway.edge.guard;

import io.barsgateway.edge.request.TimedRequest;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.trust.chain.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the head of a request must satisfy before any route sees it: well-formed HTTP, an open path. */
final class RequestRules {

    private final Function<String, SortedSet<String>> methodsOf;
    private final RequestTarget target;

    /** @param methodsOf the methods that a path takes; empty where there is no such path */
    RequestRules(Function<String, SortedSet<String>> methodsOf, OwnNames names) {
        this.methodsOf = methodsOf;
        this.target = new RequestTarget(names);
    }

    /**
     * Why a request is refused.
     *
     * @param allow the methods that its path takes; empty where that is not the reason
     * @param refusal what an operator is told of it; absent where it concerns the caller alone
     */
    record Refused(FaultCode code, String allow, @Nullable Refusal refusal) {

        Refused(FaultCode code) {
            this(code, "", null);
        }

        static Refused told(FaultCode code, Refusal refusal) {
            return new Refused(code, "", refusal);
        }
    }

    /** The first rule that the request breaks; null where it breaks none. */
    @Nullable
    Refused objection(ChannelHandlerContext ctx, HttpRequest request) {
        FaultCode framing = RequestFraming.objection(request);
        if (framing != null) {
            // Ahead of what the decoder says, which calls a transfer coding that it does not know malformed
            return new Refused(framing);
        }
        if (request.decoderResult().isFailure()) {
            return new Refused(malformed(request.decoderResult().cause()));
        }
        Refused notForUs = target.objection(ctx, request);
        if (notForUs != null) {
            return notForUs;
        }
        SortedSet<String> methods = methodsOf.apply(TimedRequest.path(request.uri()));
        if (methods.isEmpty()) {
            return new Refused(FaultCode.NOT_FOUND);
        }
        return methods.contains(request.method().name())
                ? null
                : new Refused(FaultCode.METHOD_NOT_ALLOWED, String.join(", ", methods), null);
    }

    private static FaultCode malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return FaultCode.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? FaultCode.HEADERS_TOO_LONG : FaultCode.INVALID;
    }
}
