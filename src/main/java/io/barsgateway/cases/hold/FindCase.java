package io.barsgateway.cases.hold;

import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.Cases;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.accept.ComparedPatient;
import io.barsgateway.cases.decide.QuestionRows;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.identity.PatientIdentity;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.receive.service.Choice;
import java.util.List;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The case that a message is about, read without a lock; none for a new one. 404 where we hold no such
 * case, 400 where
 * its Sender has cancelled it, 409 where we have closed it ourselves (docs/conformance.md, W4.4).
 */
@Component
public final class FindCase {

    private final QuestionRows questions;
    private final Cases cases;
    private final Outcomes outcomes;
    private final Repeats repeats;

    FindCase(QuestionRows questions, Cases cases, Outcomes outcomes, Repeats repeats) {
        this.repeats = repeats;
        this.questions = questions;
        this.cases = cases;
        this.outcomes = outcomes;
    }

    public @Nullable HeldCase find(@Variable("attempt") Attempt attempt, @Variable("message") Message message) {
        if (message.meaning().isResponse()) {
            return sent(attempt, message);
        }
        if (message.meaning().isNew()) {
            // Elsewhere HoldMessage says so, in the statement that holds it
            if (attempt.tenant().declared().confirm().isPossible()) {
                refuseAnotherTime(attempt, message);
            }
            return null;
        }
        List<HeldCase> found = cases.about(attempt.service(), attempt.ids().correlationId(), message.subject());
        if (found.isEmpty() && opensItsCase(message)) {
            return null;
        }
        if (found.size() != 1) {
            throw refusal(
                    attempt,
                    FaultCode.NOT_FOUND,
                    named(message) + ": no case of this service has that id, nor that fullUrl in this conversation");
        }
        HeldCase known = found.get(0);
        Status status = known.state().status();
        if (status == Status.CANCELLED) {
            throw refusal(
                    attempt,
                    FaultCode.INVARIANT,
                    named(message) + ": the case was cancelled before and can be neither updated nor cancelled");
        }
        if (status == Status.REJECTED) {
            throw refusal(
                    attempt,
                    FaultCode.INVARIANT,
                    named(message) + ": the case was rejected before and can be neither updated nor cancelled");
        }
        if (status != Status.OPEN) {
            throw refusal(attempt, FaultCode.CONFLICT, named(message) + ": the case has been completed here since");
        }
        if (attempt.tenant().declared().confirm().isPossible()) {
            refuseWhileAnotherIsDecided(known, message, attempt.sha256());
        }
        return known;
    }

    /** What we hold may be what another attempt of this very request has just done: then it hears that. */
    private Fault refusal(Attempt attempt, FaultCode code, String words) {
        return outcomes.of(attempt)
                .map(earlier -> repeats.of(attempt, earlier))
                .orElseGet(() -> new Fault(code, words));
    }

    /** The local system is being asked about another message of the case: what it says could not hold for both. */
    private void refuseWhileAnotherIsDecided(HeldCase known, Message message, String sha256) {
        if (questions.isAnotherBeingAsked(known.state().id(), sha256)) {
            throw new Fault(
                    FaultCode.UNAVAILABLE,
                    named(message) + ": another message about this case is being decided at the moment");
        }
    }

    private static String named(Message message) {
        return message.subject().type() + ".id "
                + Stated.value(Tree.text(message.subject().resource(), "id").orElse(""));
    }

    /** An ambulance service may hand over a case that it has told others about before. */
    private static boolean opensItsCase(Message message) {
        return message.meaning() == Meaning.UPDATE
                && message.useCase().startsWith("a6")
                && message.tenant().reads(Choice.UPDATE_OPENS_CASE);
    }

    /** What a response answers (docs/conformance.md, W3.5): never a case about another patient. */
    private @Nullable HeldCase sent(Attempt attempt, Message message) {
        String service = attempt.service();
        String answered = Tree.text(message.bundle().header(), "response", "identifier")
                .orElse("")
                .replaceFirst("^urn:uuid:", "");
        PatientIdentity patient = PatientIdentity.of(message.bundle());
        List<HeldCase> found = cases.sentByBundleId(service, answered).stream()
                .filter(held ->
                        !new ComparedPatient(PatientIdentity.of(held.state().merged()), patient).isAnotherToResponse())
                .toList();
        if (found.isEmpty()) {
            found = cases
                    .sentTo(service, message.source().value(), attempt.ids().correlationId())
                    .stream()
                    .filter(held -> PatientIdentity.of(held.state().merged()).isSurelyTheSame(patient))
                    .toList();
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        boolean tool = message.tenant().reads(Choice.TAKES_UNSOLICITED);
        if (tool && !message.category().equals("validation")) {
            return null;
        }
        throw new Fault(
                tool ? FaultCode.INVARIANT : FaultCode.NOT_FOUND,
                "MessageHeader.response.identifier names no request that was sent from here: "
                        + Stated.value(answered));
    }

    private void refuseAnotherTime(Attempt attempt, Message message) {
        if (outcomes.isSameBundleAccepted(attempt, message)) {
            throw refusal(attempt, FaultCode.INVARIANT, Repeats.sameBundle(message));
        }
    }
}
