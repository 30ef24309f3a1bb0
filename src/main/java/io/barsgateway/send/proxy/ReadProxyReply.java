package io.barsgateway.send.proxy;

import io.barsgateway.fhir.Original;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes status and body of a reply out of the exchange, so that every later step finds them in a variable. */
@Component
public final class ReadProxyReply {

    public ProxyReply read(@Header(Exchange.HTTP_RESPONSE_CODE) int status, @Body byte @Nullable [] body) {
        return new ProxyReply(status, new Original(body == null ? new byte[0] : body));
    }
}
