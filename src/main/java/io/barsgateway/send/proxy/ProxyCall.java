package io.barsgateway.send.proxy;

import io.barsgateway.fhir.Original;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One call to the BaRS API Proxy: what is asked of whom, and the headers that say for whom and from whom (BaRS API
 * specification, headers).
 *
 * @param operation what is called, after the address of the API: {@code /$process-message}, {@code /Slot?start=…}
 * @param url the whole address, with its query
 * @param target NHSD-Target-Identifier, Base64 of JSON
 * @param organisation NHSD-End-User-Organisation, Base64 of JSON
 * @param software NHSD-Requesting-Software, Base64 of JSON
 * @param accept with the BaRS Core version
 * @param requestId X-Request-Id: of the message on each attempt, else one of its own
 * @param correlationId X-Correlation-Id
 * @param useContext use-context, of a message only
 * @param message the body; null for a question
 */
public record ProxyCall(
        Method method,
        String operation,
        URI url,
        String target,
        String organisation,
        String software,
        String accept,
        String requestId,
        String correlationId,
        String useContext,
        @Nullable Original message) {

    /** A question is a GET; a message is a POST and has a body. */
    public enum Method {
        GET,
        POST
    }

    /** What is called, as an operator reads it; a query may hold what is asked about a patient. */
    @Override
    public String toString() {
        return method + " " + url.toString().replaceFirst("\\?.*", "") + ", X-Request-Id " + requestId;
    }
}
