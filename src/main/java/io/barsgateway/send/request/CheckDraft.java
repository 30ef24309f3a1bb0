package io.barsgateway.send.request;

import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.SentStates;
import io.barsgateway.cases.SentStates.State;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.PatientIdentity;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.local.Objection.Problem;
import io.barsgateway.message.MessageStandard;
import io.barsgateway.message.ParsedMessage;
import io.barsgateway.message.Recognised;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.receive.service.OtherReceiver;
import io.barsgateway.receive.tenant.Tenants;
import java.util.List;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * A message of ours meets the rules that a Receiver would hold it to, is from a service that the caller may act for, and is
 * about a case that is still open.
 */
@Component
public final class CheckDraft {

    private final MessageStandard standard;
    private final Tenants tenants;
    private final SentStates sent;

    CheckDraft(MessageStandard standard, Tenants tenants, SentStates sent) {
        this.sent = sent;
        this.standard = standard;
        this.tenants = tenants;
    }

    public Recognised check(@Variable("draft") Draft draft, @Variable("localCaller") LocalCaller caller) {
        try {
            ServiceId target = Tree.list(draft.bundle().header(), "destination").stream()
                    .flatMap(destination -> Tree.text(destination, "endpoint").stream())
                    .flatMap(endpoint -> ServiceId.ofEndpoint(endpoint).stream())
                    .findFirst()
                    .orElseThrow(() -> new Objection(400, "$", "MessageHeader.destination.endpoint names no service"));
            Recognised message = standard.recognise(
                    new ParsedMessage(new Original(FhirJson.write(draft.bundle().tree())), Format.JSON, draft.bundle()),
                    new OtherReceiver(target));
            checkSender(message, caller);
            checkCase(draft, message);
            return message;
        } catch (Fault fault) {
            throw new Objection(
                    400,
                    fault.issues().stream()
                            .map(issue -> new Problem("$", issue.diagnostics()))
                            .toList());
        }
    }

    private void checkSender(Recognised message, LocalCaller caller) {
        if (message.meaning().isResponse()) {
            throw new Objection(400, "$", "responses are reported at /responses");
        }
        if (tenants.of(message.source()).isEmpty() || !caller.mayActFor(message.source())) {
            throw new Objection(403, "$", "MessageHeader.source.endpoint is no service that you may act for");
        }
    }

    private void checkCase(Draft draft, Recognised message) {
        if (message.meaning().isNew()) {
            if (draft.about() != null) {
                throw new Objection(400, "X-Bars-Reference", "names a case, and a new message opens one of its own");
            }
            return;
        }
        if (draft.about() == null) {
            throw new Objection(400, "X-Bars-Reference", "must name the case that is updated or cancelled");
        }
        if (draft.about().state().status() != Status.OPEN) {
            throw new Objection(
                    409,
                    "$.reference",
                    "the case is over: " + draft.about().state().status());
        }
        List<State> messages = sent.of(draft.about().state().reference());
        if (messages.stream().anyMatch(state -> state.meaning().isCancel() && !isTaken(state))) {
            throw new Objection(409, "$.reference", "a cancel of the case is held or was refused; nothing follows it");
        }
        String id = draft.about()
                .state()
                .merged()
                .first(message.subject().type())
                .map(Entry::resource)
                .flatMap(subject -> Tree.text(subject, "id"))
                .orElse("");
        checkSame(draft.about(), message, id);
        // Taken, though its answer was lost: the Receiver finds it by the conversation
        if (id.isEmpty() && !isTaken(messages.get(0))) {
            throw new Objection(
                    409,
                    "$.reference",
                    "the Receiver has not answered the request yet; send it again once GET /messages says accepted");
        }
    }

    /** A change goes to whom the request went, from whom it came, about what and whom it was. */
    private static void checkSame(HeldCase held, Recognised message, String id) {
        boolean sides =
                held.service().isSame(message.source()) && held.counterpart().isSame(message.receiver());
        boolean subject =
                Tree.text(message.subject().resource(), "id").orElse("").equals(id);
        boolean patient = !PatientIdentity.of(held.state().merged()).isAnother(PatientIdentity.of(message.bundle()));
        if (!sides || !subject || !patient) {
            throw new Objection(
                    409, "$.reference", "the message is about another service, ServiceRequest, Appointment or patient");
        }
    }

    private static boolean isTaken(State message) {
        return message.work() == WorkStatus.DONE;
    }
}
