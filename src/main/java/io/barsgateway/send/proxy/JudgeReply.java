package io.barsgateway.send.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.TryAgain;
import java.util.Set;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * What the proxy's reply means for a message of ours (guide, Sender-responsibilities): taken, to be tried again with
 * the same ids, or
 * refused for good. A 409 about a duplicate is proof that it was taken. Read by codes first, since proxies and firewalls
 * on the way answer without an OperationOutcome, or with another status.
 */
@Component
public final class JudgeReply {

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

    /** The reply, where it proves that the message was taken. */
    public ProxyReply judge(@Variable("reply") ProxyReply reply) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            // A firewall's or a login page's 200 is no receipt; a second try that was one is answered 409 duplicate
            if (resource(reply.body(), "Bundle").isMissingNode()) {
                throw new TryAgain("the proxy answered " + status + " without a Bundle");
            }
            return reply;
        }
        JsonNode outcome = resource(reply.body(), "OperationOutcome");
        String issue = printable(outcome.path("issue").path(0).path("code").asText());
        String code = printable(outcome.path("issue")
                .path(0)
                .path("details")
                .path("coding")
                .path(0)
                .path("code")
                .asText());
        if (status == 409 && issue.equals("duplicate")) {
            return reply;
        }
        String answered = "the proxy answered " + status + " " + code + " " + issue;
        if (outcome.isMissingNode() || RETRY.contains(code) || RETRY_STATUS.contains(status)) {
            throw new TryAgain(answered);
        }
        throw new CannotSucceed(answered, reply.body());
    }

    private static JsonNode resource(Original body, String type) {
        JsonNode none = MissingNode.getInstance();
        if (body.bytes().length == 0) {
            return none;
        }
        try {
            JsonNode json = AnyForm.read(body.bytes());
            return json.path("resourceType").asText().equals(type) ? json : none;
        } catch (Fault notFhir) {
            return none;
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^A-Za-z0-9_-]", "?").substring(0, Math.min(text.length(), 60));
    }
}
