package io.barsgateway.edge.listener;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.netty.http.DefaultNettyHttpBinding;
import org.apache.camel.component.netty.http.NettyHttpConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Turns an HTTP request into an exchange whose headers are empty: Camel's own binding would mix query parameters with
 * HTTP headers, so that a caller could forge any of them. What a route needs is read from the request itself.
 */
public final class RequestBinding extends DefaultNettyHttpBinding {

    /** Exchange property that holds the request as Netty decoded it; steps on the way replace Camel's own message. */
    public static final String REQUEST = "bars.request";

    /** Header that the listener keeps the query in, "?" included; whatever a client calls so is gone. */
    public static final String QUERY = "bars-query";

    /** Exchange property that holds the {@link AnswerTime} of the request, where it has one. */
    public static final String ANSWER_TIME = "bars.answer-time";

    @Override
    public void populateCamelHeaders(
            HttpRequest request, Map<String, Object> headers, Exchange exchange, NettyHttpConfiguration configuration) {
        exchange.setProperty(REQUEST, request);
        headers.put(Exchange.HTTP_METHOD, request.method().name());
    }

    /** Nothing is written where the caller was told 408 meanwhile. */
    @Override
    public @Nullable HttpResponse toNettyResponse(Message message, NettyHttpConfiguration configuration)
            throws Exception {
        AnswerTime time = message.getExchange().getProperty(ANSWER_TIME, AnswerTime.class);
        return time != null && time.isLate() ? null : super.toNettyResponse(message, configuration);
    }
}
