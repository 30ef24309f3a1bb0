package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.cases.timeline.FindCases;
import io.barsgateway.cases.timeline.FoundCase;
import io.barsgateway.fhir.identity.NhsNumber;
import io.barsgateway.fhir.identity.PatientIdentity;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.local.request.WrittenSchema;
import io.barsgateway.outbox.duty.HandledWork.Actor;
import io.barsgateway.receive.Request;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * {@code POST /operator/find}: all that is held about a patient, by NHS number, or by name, birth date and postcode. They come in the body,
 * since URLs are logged on their way. The audit says who asked and why, and of each case that it was shown, not whom it is about.
 */
@Component
public final class FindPatient {

    private final WrittenSchema schema = WrittenSchema.at("operator", "/$defs/findPatient");
    private final FindCases cases;
    private final FoundJson json;
    private final Audit audit;
    private final Clock clock;

    FindPatient(FindCases cases, FoundJson json, Audit audit, Clock clock) {
        this.cases = cases;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    public Answer find(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        JsonNode body = schema.read(request);
        Actor actor = OperatorRequest.actor(body, caller, connection);
        boolean byNumber = body.has("nhsNumber");
        List<FoundCase> found = byNumber
                ? cases.byNhsNumber(caller.scope(), number(body))
                : cases.byPerson(
                        caller.scope(),
                        PatientIdentity.words(Optional.of(body.path("name").asText())),
                        body.path("birthDate").asText(),
                        PatientIdentity.normalPostcode(body.path("postcode").asText()));
        String by = byNumber ? "by NHS number" : "by name, birth date and postcode";
        audit.note(event(actor, by + ", " + found.size() + " found"));
        found.forEach(one -> audit.note(event(actor, by)
                .about(one.service(), "", one.correlationId(), "")
                .in(one.reference())));
        List<String> searched = List.of("every referral, validation and booking that came in or was sent, " + by
                + (byNumber ? ", as the message states it" : ", each as the message states it"));
        return OperatorRequest.json(found.isEmpty() ? 404 : 200, json.of(caller, found, List.of(), searched));
    }

    private AuditEvent event(Actor actor, String detail) {
        return AuditEvent.of(clock.instant(), "read", "answered")
                .by("patient", detail + " reason: " + actor.reason())
                .from(actor.name(), actor.thumbprint(), actor.address());
    }

    private static String number(JsonNode body) {
        String number = body.path("nhsNumber").asText().replace(" ", "").replace("-", "");
        if (!NhsNumber.is(number)) {
            throw new Objection(
                    400, "$.nhsNumber", "is no NHS number: its check digit is wrong, or it has not ten digits");
        }
        return number;
    }
}
