package io.barsgateway.receive;

import io.barsgateway.fhir.fault.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Sender's two ids, as it wrote them: they are echoed on every answer (Core 1.5.0, Transactional-integrity).
 *
 * @param requestId UUID, new for each message and kept on its retries
 * @param correlationId UUID of the conversation
 */
public record Ids(String requestId, String correlationId) {

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** The headers that an answer may echo: those of the two that came well-formed. */
    public static Map<String, String> echoes(Request request) {
        Map<String, String> echoes = new HashMap<>();
        for (String header : List.of("X-Request-Id", "X-Correlation-Id")) {
            try {
                request.header(header).filter(Ids::isUuid).ifPresent(id -> echoes.put(header, id));
            } catch (Fault ambiguous) {
                // Sent twice: neither is echoed
                echoes.remove(header);
            }
        }
        return echoes;
    }

    /** Whether it is a UUID in its usual spelling. */
    public static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }
}
