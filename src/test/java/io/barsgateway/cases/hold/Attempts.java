package io.barsgateway.cases.hold;

import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.request.AnswerTime;
import io.barsgateway.edge.request.HeardAnswers;
import io.barsgateway.message.Message;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Requests with a message, each under a request id of its own. */
final class Attempts {

    private Attempts() {}

    static Attempt with(Message message) {
        return with(message, UUID.randomUUID().toString());
    }

    /** In that conversation. */
    static Attempt with(Message message, String correlationId) {
        InetAddress here = InetAddress.getLoopbackAddress();
        AnswerTime time = new AnswerTime(new HeardAnswers(event -> {}, Clock.systemUTC(), Tracing.OFF)
                .begin(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/$process-message")));
        return new Attempt(
                new Connection(new Peer(here, List.of(), new AtomicReference<>()), here, time),
                new Ids(UUID.randomUUID().toString(), correlationId),
                new Caller("proxy.test", "ab".repeat(32)),
                new AccessHeaders("X26", ""),
                message.tenant(),
                message.parsed().original().hash());
    }
}
