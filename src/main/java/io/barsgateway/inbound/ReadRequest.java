package io.barsgateway.inbound;

import io.barsgateway.fhir.Original;
import io.barsgateway.listener.RequestBinding;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Takes headers, query and body from the HTTP request, each from its own place, and leaves nothing of it on the exchange. */
@Component
public final class ReadRequest {

    public Request read(Exchange exchange) {
        HttpRequest request = exchange.getProperty(RequestBinding.REQUEST, HttpRequest.class);
        Message message = exchange.getMessage();
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach(header -> headers.computeIfAbsent(
                        header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(header.getValue()));
        byte[] body = message.getBody(byte[].class);
        Map<String, List<String>> query = new QueryStringDecoder(request.uri()).parameters();
        message.removeHeaders("*");
        message.setBody(null);
        return new Request(headers, query, new Original(body == null ? new byte[0] : body));
    }
}
