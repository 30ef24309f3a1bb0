package io.barsgateway.edge.request;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.netty.http.DefaultNettyHttpBinding;
import org.apache.camel.component.netty.http.NettyHttpConfiguration;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Turns an HTTP request into an exchange whose headers are empty: Camel's own binding would mix query parameters with
 * HTTP headers, so that a caller could forge any of them. What a route needs is read from the request itself.
 */
public final class RequestBinding extends DefaultNettyHttpBinding {

    private static final String REQUEST = "bars.request";

    /** The request that the exchange was made for. */
    public static TimedRequest requestOf(Exchange exchange) {
        return exchange.getProperty(REQUEST, TimedRequest.class);
    }

    @Override
    public void populateCamelHeaders(
            HttpRequest request, Map<String, Object> headers, Exchange exchange, NettyHttpConfiguration configuration) {
        // A property: steps on the way replace Camel's own message
        exchange.setProperty(REQUEST, request);
        headers.put(Exchange.HTTP_METHOD, request.method().name());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                requestOf(done).answerTime().over();
            }
        });
    }

    /** Nothing is written where the caller was told 408 meanwhile, or is gone. */
    @Override
    public @Nullable HttpResponse toNettyResponse(Message message, NettyHttpConfiguration configuration)
            throws Exception {
        AnswerTime time = requestOf(message.getExchange()).answerTime();
        if (time.isLate()) {
            time.heard().lost(message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
            return null;
        }
        return super.toNettyResponse(message, configuration);
    }
}
