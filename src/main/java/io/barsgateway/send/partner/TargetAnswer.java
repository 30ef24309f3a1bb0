package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.RetryPolicy;
import io.barsgateway.outbox.attempt.RetryPolicy.Ruling;
import io.barsgateway.send.proxy.FirstIssue;
import io.barsgateway.send.proxy.ProxyReply;

/** What the proxy answered to a GET: the resource, or the reason why there is none. */
final class TargetAnswer {

    private TargetAnswer() {}

    static JsonNode resource(ProxyReply reply, String type, String asked) {
        int status = reply.status();
        if (status / 100 == 2) {
            JsonNode resource = parsed(reply.body());
            if (resource.path("resourceType").asText().equals(type)) {
                return resource;
            }
            throw new TryAgain("the answer to " + asked + " is no " + type);
        }
        FirstIssue first = FirstIssue.of(reply.body());
        if (isOfTheWay(status, first)
                || RetryPolicy.proxy(status, first.resource(), first.code(), first.issue()) != Ruling.REFUSED) {
            throw new TryAgain("the proxy answered " + status + " to " + asked
                    + (first.isOutcome() ? " " + first.code() : " without an OperationOutcome"));
        }
        throw new CannotSucceed("the target answered " + status + " to " + asked, reply.body());
    }

    /** Nothing is lost by asking again what changes nothing: a fault of whoever it is, or a token that the proxy does not take. */
    private static boolean isOfTheWay(int status, FirstIssue first) {
        return (status / 100 == 5 && status != 501) || ((status == 401 || status == 403) && !first.isReceivers());
    }

    private static JsonNode parsed(Original body) {
        try {
            return AnyForm.read(body.bytes());
        } catch (Fault notFhir) {
            return MissingNode.getInstance();
        }
    }
}
