package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.cases.SentCases;
import io.barsgateway.cases.SentStates;
import io.barsgateway.cases.SentStates.State;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.local.request.LocalRead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** {@code GET /messages?reference=…}: what became of a case that we sent, and of each message in it. */
@Component
public final class ReportRequest {

    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private final SentCases cases;
    private final SentStates sent;

    ReportRequest(SentCases cases, SentStates sent) {
        this.sent = sent;
        this.cases = cases;
    }

    public Answer report(@Variable("read") LocalRead read, @Variable("localCaller") LocalCaller caller) {
        String reference = read.id();
        if (reference.isEmpty()) {
            throw new Objection(400, "reference", "is missing");
        }
        if (!REFERENCE.matcher(reference).matches()) {
            throw unknown();
        }
        boolean known = cases.byReference(reference)
                .filter(held -> caller.mayActFor(held.service()))
                .isPresent();
        if (!known) {
            throw unknown();
        }
        List<State> states = sent.of(reference);
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        State last = states.get(states.size() - 1);
        report.put("reference", reference).put("correlationId", last.correlationId());
        report.put("status", last.caseStatus().name()).put("encounter", last.encounterStatus());
        report.put("resource", last.subjectId().isEmpty() ? "" : last.subjectType() + "/" + last.subjectId());
        ArrayNode messages = report.putArray("messages");
        states.forEach(state -> messages.addObject()
                .put("meaning", state.meaning().name())
                .put("bundleId", state.bundleId())
                .put("requestId", state.requestId())
                .put("state", word(state))
                .put("reason", state.reason()));
        return Answer.json(200, new String(FhirJson.write(report), StandardCharsets.UTF_8));
    }

    private static Objection unknown() {
        return new Objection(404, "reference", "no case that was sent from here has this reference");
    }

    private static String word(State state) {
        return switch (state.work()) {
            case DONE -> "accepted";
            case UNDELIVERED -> "refused";
            case READY, RETURNING, HANDLED -> state.reason().isEmpty() ? "held" : "waiting";
        };
    }
}
