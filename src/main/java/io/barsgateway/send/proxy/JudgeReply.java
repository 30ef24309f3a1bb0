package io.barsgateway.send.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Printable;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.RetryPolicy;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What the proxy's reply means for a message of ours: see the table in {@link RetryPolicy}. */
@Component
public final class JudgeReply {

    private static final int LONGEST = 60;

    /** The reply, where it proves that the message was taken. */
    public ProxyReply judge(@Variable("reply") ProxyReply reply) {
        JsonNode body = read(reply.body());
        String resource = body.path("resourceType").asText();
        JsonNode first = body.path("issue").path(0);
        String issue = Printable.code(first.path("code").asText(), LONGEST);
        String code = Printable.code(
                first.path("details").path("coding").path(0).path("code").asText(), LONGEST);
        String answered = "the proxy answered " + reply.status()
                + (resource.equals("OperationOutcome")
                        ? " " + code + " " + issue
                        : reply.status() / 100 == 2 ? " without a Bundle" : " without an OperationOutcome");
        return switch (RetryPolicy.proxy(reply.status(), resource, code, issue)) {
            case TAKEN -> reply;
            case REFUSED -> throw new CannotSucceed(answered, reply.body());
            case TRY_AGAIN -> throw new TryAgain(answered);
            case SET_UP -> throw new SetUpFault(answered);
        };
    }

    private static JsonNode read(Original body) {
        try {
            return body.bytes().length == 0 ? MissingNode.getInstance() : AnyForm.read(body.bytes());
        } catch (Fault notFhir) {
            return MissingNode.getInstance();
        }
    }
}
