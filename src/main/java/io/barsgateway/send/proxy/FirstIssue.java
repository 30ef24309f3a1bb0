package io.barsgateway.send.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Printable;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;

/**
 * By what an answer is judged: the first issue of its OperationOutcome.
 *
 * @param resource resourceType of the body; empty where it is no FHIR
 * @param code details.coding.code; empty where there is none. One that begins with REC_ is the Receiver's own, all others are the proxy's
 * @param issue code of the issue; empty where there is none
 */
public record FirstIssue(String resource, String code, String issue) {

    private static final int LONGEST = 60;
    private static final String RECEIVER = "REC_";

    /** Of that body. */
    public static FirstIssue of(Original body) {
        JsonNode tree = read(body);
        JsonNode first = tree.path("issue").path(0);
        return new FirstIssue(
                tree.path("resourceType").asText(),
                Printable.code(
                        first.path("details")
                                .path("coding")
                                .path(0)
                                .path("code")
                                .asText(),
                        LONGEST),
                Printable.code(first.path("code").asText(), LONGEST));
    }

    /** Whether it is an OperationOutcome at all: what stands on the way answers without one. */
    public boolean isOutcome() {
        return resource.equals("OperationOutcome");
    }

    /** Whether the Receiver said so, and not the proxy. */
    public boolean isReceivers() {
        return code.startsWith(RECEIVER);
    }

    private static JsonNode read(Original body) {
        try {
            return body.bytes().length == 0 ? MissingNode.getInstance() : AnyForm.read(body.bytes());
        } catch (Fault notFhir) {
            return MissingNode.getInstance();
        }
    }
}
