package io.barsgateway.receive;

import io.barsgateway.audit.trace.TraceField;
import io.barsgateway.edge.request.RequestBinding;
import io.barsgateway.edge.request.TimedRequest;
import io.barsgateway.fhir.Original;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.springframework.stereotype.Component;

/** Takes the headers we know, query and body from the HTTP request, each from its own place, and leaves nothing of it behind. */
@Component
public final class ReadRequest {

    /** Any other header does not exist for us, whoever might act on it further on. */
    private static final Set<String> READ = Set.of(
            "accept",
            "accept-encoding",
            "content-type",
            "content-encoding",
            "idempotency-key",
            "x-request-id",
            "x-correlation-id",
            "x-bars-reference");

    private static final String OF_THE_NHS = "nhsd-";

    private final String basePath;

    ReadRequest(InboundProperties inbound) {
        basePath = inbound.basePath();
    }

    public Request read(Exchange exchange) {
        TimedRequest request = RequestBinding.requestOf(exchange);
        Message message = exchange.getMessage();
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (READ.contains(name) || name.startsWith(OF_THE_NHS)) {
                headers.computeIfAbsent(name, first -> new ArrayList<>()).add(header.getValue());
            }
        });
        byte[] body = bytes(message);
        QueryStringDecoder uri = new QueryStringDecoder(request.uri() + request.query());
        String path = uri.path().startsWith(basePath) ? uri.path().substring(basePath.length()) : uri.path();
        message.removeHeaders("*");
        message.setBody(null);
        Request read = new Request(path, headers, uri.parameters(), new Original(body));
        request.answerTime().heard().trace().with(TraceField.OPERATION, read.operation());
        return read;
    }

    /** All of a body, which is in memory; converting it would copy it into arrays that grow. */
    private static byte[] bytes(Message message) {
        if (!(message.getBody() instanceof InputStream stream)) {
            byte[] body = message.getBody(byte[].class);
            return body == null ? new byte[0] : body;
        }
        try (stream) {
            byte[] known = new byte[stream instanceof StreamCache cache ? Math.toIntExact(cache.length()) : 0];
            int read = stream.readNBytes(known, 0, known.length);
            byte[] rest = stream.readAllBytes();
            if (rest.length == 0 && read == known.length) {
                return known;
            }
            byte[] all = Arrays.copyOf(known, read + rest.length);
            System.arraycopy(rest, 0, all, read, rest.length);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
