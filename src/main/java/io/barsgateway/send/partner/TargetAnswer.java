package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.send.proxy.ProxyReply;
import java.util.Set;

/** What the proxy answered to a GET: the resource, or the reason why there is none. */
final class TargetAnswer {

    private static final Set<Integer> PATIENCE = Set.of(401, 403, 408, 425, 429);

    private TargetAnswer() {}

    static JsonNode resource(ProxyReply reply, String type, String asked) {
        int status = reply.status();
        Original body = reply.body();
        if (status / 100 == 2) {
            JsonNode resource = parsed(body);
            if (resource.path("resourceType").asText().equals(type)) {
                return resource;
            }
            throw new TryAgain("the answer to " + asked + " is no " + type);
        }
        boolean isTheirs = status == 401 && code(body).equals("REC_UNAUTHORIZED");
        if ((status / 100 == 5 && status != 501) || (PATIENCE.contains(status) && !isTheirs)) {
            throw new TryAgain("the proxy answered " + status + " to " + asked);
        }
        throw new CannotSucceed("the target answered " + status + " to " + asked, body);
    }

    /** REC_ codes are the target's own, all others the proxy's. */
    private static String code(Original body) {
        return parsed(body)
                .path("issue")
                .path(0)
                .path("details")
                .path("coding")
                .path(0)
                .path("code")
                .asText();
    }

    private static JsonNode parsed(Original body) {
        try {
            return AnyForm.read(body.bytes());
        } catch (Fault notFhir) {
            return MissingNode.getInstance();
        }
    }
}
