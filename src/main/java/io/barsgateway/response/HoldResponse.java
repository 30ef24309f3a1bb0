package io.barsgateway.response;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.store.CaseFile;
import io.barsgateway.store.HeldCase;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Holds a composed response with the work of sending it, in one commit, and says so: 202, since it is not sent yet. */
@Component
public final class HoldResponse {

    private static final Logger log = LoggerFactory.getLogger(HoldResponse.class);

    private final CaseFile cases;

    HoldResponse(CaseFile cases) {
        this.cases = cases;
    }

    public Answer hold(@Variable("case") HeldCase held, @Variable("composed") Composed composed) {
        if (!cases.hold(held, composed.after(), composed.encounterStatus(), composed.message())) {
            throw new Objection(409, "$", "the case changed meanwhile; look at it and report again");
        }
        log.info(
                "Held a response reference={} correlation={} message={} useContext={}",
                composed.after().reference(),
                held.correlationId(),
                composed.message().id(),
                composed.message().useContext());
        ObjectNode receipt = JsonNodeFactory.instance.objectNode();
        receipt.put("reference", composed.after().reference());
        receipt.put("messageId", composed.message().id().toString());
        receipt.put("bundleId", composed.message().bundleId());
        return Answer.json(202, new String(FhirJson.write(receipt), StandardCharsets.UTF_8));
    }
}
