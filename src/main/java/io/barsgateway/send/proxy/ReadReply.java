package io.barsgateway.send.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.TryAgain;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the proxy's reply means for a message of ours (bars-protocol 4.6): taken, to be tried again with the same ids, or
 * refused for good. A 409 about a duplicate is proof that it was taken. Read by codes first, since proxies and firewalls
 * on the way answer without an OperationOutcome, or with another status.
 */
@Component
public final class ReadReply {

    private static final Set<String> RETRY = Set.of(
            "REC_TIMEOUT",
            "REC_TOO_MANY_REQUESTS",
            "REC_UNAVAILABLE",
            "REC_SERVICE_UNAVAILABLE",
            "REC_TOO_EARLY",
            "PROXY_TIMEOUT",
            "TIMEOUT",
            "PROXY_TOO_MANY_REQUESTS",
            "TOO_MANY_REQUESTS",
            "PROXY_UNAVAILABLE",
            "UNAVAILABLE",
            "SERVICE_UNAVAILABLE",
            "SEND_TOO_MANY_REQUESTS",
            "SEND_FORBIDDEN",
            "SEND_UNAUTHORIZED");
    private static final Set<Integer> RETRY_STATUS = Set.of(408, 425, 429, 502, 503, 504);

    private final AccessTokens tokens;

    ReadReply(AccessTokens tokens) {
        this.tokens = tokens;
    }

    public void read(
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Body byte @Nullable [] body,
            @Variable("token") AccessToken token) {
        if (status >= 200 && status < 300) {
            // A firewall's or a login page's 200 is no receipt; a second try that was one is answered 409 duplicate
            if (resource(body, "Bundle").isMissingNode()) {
                throw new TryAgain("the proxy answered " + status + " without a Bundle");
            }
            return;
        }
        JsonNode outcome = resource(body, "OperationOutcome");
        String issue = printable(outcome.path("issue").path(0).path("code").asText());
        String code = printable(outcome.path("issue")
                .path(0)
                .path("details")
                .path("coding")
                .path(0)
                .path("code")
                .asText());
        if (status == 409 && issue.equals("duplicate")) {
            return;
        }
        if (status == 401 || status == 403) {
            tokens.forget(token);
        }
        String reply = "the proxy answered " + status + " " + code + " " + issue;
        if (outcome.isMissingNode() || RETRY.contains(code) || RETRY_STATUS.contains(status)) {
            throw new TryAgain(reply);
        }
        throw new CannotSucceed(reply);
    }

    private static JsonNode resource(byte @Nullable [] body, String type) {
        JsonNode none = MissingNode.getInstance();
        if (body == null || body.length == 0) {
            return none;
        }
        try {
            JsonNode json = AnyForm.read(body);
            return json.path("resourceType").asText().equals(type) ? json : none;
        } catch (Fault notFhir) {
            return none;
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^A-Za-z0-9_-]", "?").substring(0, Math.min(text.length(), 60));
    }
}
