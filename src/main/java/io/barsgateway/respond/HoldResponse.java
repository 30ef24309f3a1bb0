package io.barsgateway.respond;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.LocalRequest;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.NhsNumber;
import io.barsgateway.local.Objection;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Holds a composed response with the work of sending it, in one commit, and says so: 202, since it is not sent yet. */
@Component
public final class HoldResponse {

    private static final Logger log = LoggerFactory.getLogger(HoldResponse.class);

    private final CaseFile cases;

    HoldResponse(CaseFile cases) {
        this.cases = cases;
    }

    public Answer hold(
            @Variable("case") HeldCase held,
            @Variable("composed") ComposedResponse composed,
            @Variable("outcome") Outcome outcome,
            @Variable("localRequest") LocalRequest localRequest) {
        ObjectNode receipt = JsonNodeFactory.instance.objectNode();
        receipt.put("reference", composed.after().reference());
        receipt.put("messageId", composed.message().id().toString());
        receipt.put("requestId", composed.message().requestId());
        receipt.put("bundleId", composed.message().bundleId());
        String answer = new String(FhirJson.write(receipt), StandardCharsets.UTF_8);
        LocalRequest answered = outcome.override() == null
                ? localRequest
                : localRequest.answeredFor(
                        "arp-override",
                        NhsNumber.takenFrom(outcome.override().by() + ": "
                                + outcome.override().reason()));
        if (!isHeld(held, composed, answered, answer)) {
            throw new Objection(409, "$", "the case has changed meanwhile; check it and report again");
        }
        log.info(
                "Held a response reference={} correlation={} message={} useContext={}",
                composed.after().reference(),
                held.correlationId(),
                composed.message().id(),
                composed.message().useContext());
        return Answer.json(202, answer);
    }

    private boolean isHeld(HeldCase held, ComposedResponse composed, LocalRequest report, String answer) {
        try {
            return cases.hold(held, composed.after(), composed.encounterStatus(), composed.message(), report, answer);
        } catch (DuplicateKeyException e) {
            throw new Objection(
                    409,
                    "Idempotency-Key",
                    "a report under this key is being processed; send it again to hear its result");
        }
    }
}
