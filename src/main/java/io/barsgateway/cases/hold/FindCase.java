package io.barsgateway.cases.hold;

import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.Cases;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.accept.ComparedPatient;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.PatientIdentity;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.receive.tenant.Choice;
import java.util.List;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The case that a message is about, locked until the transaction ends; none for a new one. 404 where we hold no such
 * case, 400 where
 * its Sender has cancelled it, 409 where we have closed it ourselves (docs/conformance.md, W4.4).
 */
@Component
public final class FindCase {

    public @Nullable CaseState find(
            @Variable("transaction") RequestTransaction transaction, @Variable("message") Message message) {
        if (message.meaning().isResponse()) {
            return sent(transaction, message);
        }
        if (message.meaning().isNew()) {
            refuseAnotherTime(transaction, message);
            return null;
        }
        List<HeldCase> found = target(transaction, message);
        if (found.isEmpty() && opensItsCase(message)) {
            return null;
        }
        if (found.size() != 1) {
            throw new Fault(
                    FaultCode.NOT_FOUND,
                    named(message) + ": no case of this service has that id, nor that fullUrl in this conversation");
        }
        CaseState known = found.get(0).state();
        if (known.status() == Status.CANCELLED) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    named(message) + ": the case was cancelled before and can be neither updated nor cancelled");
        }
        if (known.status() == Status.REJECTED) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    named(message) + ": the case was rejected before and can be neither updated nor cancelled");
        }
        if (known.status() != Status.OPEN) {
            throw new Fault(FaultCode.CONFLICT, named(message) + ": the case has been completed here since");
        }
        return known;
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
    private static @Nullable CaseState sent(RequestTransaction transaction, Message message) {
        String service = transaction.details().service();
        String answered = Tree.text(message.bundle().header(), "response", "identifier")
                .orElse("")
                .replaceFirst("^urn:uuid:", "");
        PatientIdentity patient = PatientIdentity.of(message.bundle());
        List<HeldCase> found = Cases.sentByBundleId(transaction.jdbc(), service, answered).stream()
                .filter(held ->
                        !new ComparedPatient(PatientIdentity.of(held.state().merged()), patient).isAnotherToResponse())
                .toList();
        if (found.isEmpty()) {
            found = Cases.sentTo(
                            transaction.jdbc(),
                            service,
                            message.source().value(),
                            transaction.details().ids().correlationId())
                    .stream()
                    .filter(held -> PatientIdentity.of(held.state().merged()).isSurelyTheSame(patient))
                    .toList();
        }
        if (found.size() == 1) {
            return found.get(0).state();
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

    private static List<HeldCase> target(RequestTransaction transaction, Message message) {
        Entry subject = message.subject();
        String service = transaction.details().service();
        List<HeldCase> byId = Tree.text(subject.resource(), "id")
                .map(id -> Cases.bySubjectId(transaction.jdbc(), service, id))
                .orElse(List.of());
        // Published cancels carry no id although it is the key; the conversation and the fullUrl say as much
        return byId.isEmpty()
                ? Cases.bySubjectUrl(
                        transaction.jdbc(), service, transaction.details().ids().correlationId(), subject.fullUrl())
                : byId;
    }

    private static void refuseAnotherTime(RequestTransaction transaction, Message message) {
        boolean known = transaction
                .jdbc()
                .sql("""
                        SELECT EXISTS (SELECT 1 FROM message WHERE service = ? AND organisation = ? AND lower(bundle_id) = lower(?)
                           AND direction = 'in' AND meaning LIKE 'NEW%')""")
                .params(
                        transaction.details().service(),
                        transaction.details().accessHeaders().organisation(),
                        message.bundleId())
                .query(Boolean.class)
                .single();
        if (known) {
            throw new Fault(
                    FaultCode.INVARIANT,
                    "Bundle.id: A new message with this id was accepted before: " + Stated.value(message.bundleId()));
        }
    }
}
