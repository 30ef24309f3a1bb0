package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.Reference;
import io.barsgateway.local.AuditedWords;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.duty.HandledWork.Actor;
import io.barsgateway.outbox.duty.HandledWork.Handled;
import io.barsgateway.outbox.duty.WorkList.Wanted;
import io.barsgateway.outbox.duty.WorkState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an operator asks to do with work: with which work, who asks, and why. */
record OperatorRequest(Wanted wanted, List<Long> ids) {

    OperatorRequest {
        ids = List.copyOf(ids);
    }

    /** Of a body that meets the schema: ids, or a filter. */
    static OperatorRequest of(JsonNode body, LocalCaller caller) {
        List<Long> ids = new ArrayList<>();
        body.path("ids").forEach(id -> ids.add(id.asLong()));
        return new OperatorRequest(wanted(body.path("filter"), caller), ids);
    }

    private static Wanted wanted(JsonNode filter, LocalCaller caller) {
        return new Wanted(
                caller.scope(),
                filter.path("service").asText(),
                filter.has("kind") ? WorkKind.read(filter.path("kind").asText()) : null,
                filter.has("state") ? WorkState.valueOf(filter.path("state").asText()) : null,
                filter.path("owner").asText(),
                reference(filter.path("reference").asText()));
    }

    /** As somebody typed it; empty stays empty. */
    static String reference(String typed) {
        return typed.isEmpty()
                ? ""
                : Reference.read(typed)
                        .orElseThrow(() -> new Objection(
                                400, "reference", "is not of the form K7QF2-M9T3A (ten letters and digits)"));
    }

    /** Who asks: the credential, never a name that is typed. */
    static Actor actor(JsonNode body, LocalCaller caller, LocalConnection connection) {
        String reason = body.path("reason").asText();
        AuditedWords.refusePatients("$.reason", reason);
        return new Actor(caller.name(), connection.thumbprint(), connection.address(), reason);
    }

    /** Answers 404 where the credential may see none of the work that it asked about. */
    Answer answer(Handled handled) {
        if (handled.done().isEmpty() && handled.left().isEmpty()) {
            throw new Objection(
                    404, ids.isEmpty() ? "filter" : "ids", "no open work fits that; bars work lists the open work");
        }
        boolean nothing = handled.done().isEmpty();
        return json(nothing ? 409 : 200, WorkJson.handled(handled));
    }

    static Answer json(int status, ObjectNode node) {
        return Answer.json(status, new String(FhirJson.write(node), StandardCharsets.UTF_8));
    }
}
