package io.barsgateway.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FullUrl;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.Receiver;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold of any message, in the order we ask (docs/conformance.md, P5.2). */
final class MessageRules {

    private static final List<String> EVENTS =
            List.of("servicerequest-request", "servicerequest-response", "booking-request");
    private static final List<String> REASONS = List.of("new", "update", "delete");

    private static final int MAX_ID = 255;

    private MessageRules() {}

    /** What must hold before the message can be asked what it is about. */
    static List<MessageRule> envelope() {
        return List.of(MessageRules::hasId, MessageRules::statesItsVersion, MessageRules::startsWithItsHeader);
    }

    static List<MessageRule> inOrder(Recognition recognition, RecognitionFacts facts) {
        return List.of(
                (bundle, receiver) -> hasKnownEventAndReason(facts),
                MessageRules::isForThisService,
                MessageRules::isForThisOrganisation,
                MessageRules::saysWhereAnswersGo,
                (bundle, receiver) -> citesAKnownDefinition(bundle, recognition),
                MessageRules::namesEachEntryOnce,
                MessageRules::resolvesItsHeader,
                (bundle, receiver) -> isOfAUseCaseWeTake(facts, receiver));
    }

    static Optional<Issue> hasId(MessageBundle bundle, Receiver receiver) {
        return invariant(
                bundle.id().filter(id -> !id.isBlank() && id.length() <= MAX_ID).isPresent(),
                "Bundle.id is missing, or longer than " + MAX_ID);
    }

    static Optional<Issue> statesItsVersion(MessageBundle bundle, Receiver receiver) {
        Optional<String> version = bundle.versionId().filter(text -> !text.isBlank());
        if (version.isEmpty()) {
            return invariant(false, "Bundle.meta.versionId is missing");
        }
        return receiver.takesVersion(version.get())
                ? Optional.empty()
                : Optional.of(new Issue(
                        FaultCode.NOT_SUPPORTED,
                        "This service does not take the version in Bundle.meta.versionId: "
                                + Stated.value(version.get())));
    }

    static Optional<Issue> startsWithItsHeader(MessageBundle bundle, Receiver receiver) {
        List<Entry> headers = bundle.all("MessageHeader");
        return invariant(
                headers.size() == 1 && bundle.entries().get(0).type().equals("MessageHeader"),
                "Bundle.entry: The first entry, and no other, must be the MessageHeader; there are " + headers.size()
                        + ", and the first entry is "
                        + (bundle.entries().isEmpty()
                                ? "missing"
                                : "a " + Stated.value(bundle.entries().get(0).type())));
    }

    static Optional<Issue> hasKnownEventAndReason(RecognitionFacts facts) {
        if (!EVENTS.contains(facts.event())) {
            return invariant(
                    false,
                    "MessageHeader.eventCoding is not an event that a Receiver takes: " + Stated.value(facts.event()));
        }
        return invariant(
                REASONS.contains(facts.reason()),
                "MessageHeader.reason is not new, update or delete: " + Stated.value(facts.reason()));
    }

    static Optional<Issue> isForThisService(MessageBundle bundle, Receiver receiver) {
        boolean named = destinations(bundle).anyMatch(receiver.id()::isSame)
                || (isResponse(bundle)
                        && endpoint(bundle).filter(receiver.id()::isSame).isPresent());
        String stated = Tree.list(bundle.header(), "destination").stream()
                .flatMap(destination -> Tree.text(destination, "endpoint").stream())
                .findFirst()
                .orElse("");
        return invariant(
                named,
                stated.isEmpty()
                        ? "MessageHeader.destination.endpoint is missing: it is the service in NHSD-Target-Identifier"
                        : "MessageHeader.destination.endpoint is not the service in NHSD-Target-Identifier: "
                                + Stated.value(stated));
    }

    static Optional<Issue> isForThisOrganisation(MessageBundle bundle, Receiver receiver) {
        String own = receiver.odsCode();
        if (own == null || !receiver.reads(Choice.CHECKS_ORGANISATION)) {
            return Optional.empty();
        }
        boolean isUnswapped = isResponse(bundle)
                && odsCodes(bundle, Tree.text(bundle.header(), "sender", "reference").stream())
                        .anyMatch(own::equalsIgnoreCase);
        if (isUnswapped) {
            // It names the organisations as the request did, as published ones do
            return Optional.empty();
        }
        Optional<String> another = odsCodes(
                        bundle,
                        Tree.list(bundle.header(), "destination").stream()
                                .flatMap(destination -> Tree.text(destination, "receiver", "reference").stream()))
                .filter(code -> !code.equalsIgnoreCase(own))
                .findFirst();
        return invariant(
                another.isEmpty(),
                "MessageHeader.destination.receiver is another organisation than this service's: "
                        + Stated.value(another.orElse("")));
    }

    private static Stream<String> odsCodes(MessageBundle bundle, Stream<String> references) {
        return references
                .flatMap(reference -> bundle.resolve(reference).stream())
                .flatMap(named -> Tree.identifier(named.resource(), Systems.ODS).stream());
    }

    static Optional<Issue> saysWhereAnswersGo(MessageBundle bundle, Receiver receiver) {
        return invariant(
                endpoint(bundle).isPresent(),
                "MessageHeader.source.endpoint is not a service id as system|value: "
                        + Stated.value(
                                Tree.text(bundle.header(), "source", "endpoint").orElse("")));
    }

    /** Who sends: of a response whose endpoints were not swapped, as in most published ones, its destination. */
    static Optional<ServiceId> source(MessageBundle bundle, Receiver receiver) {
        return endpoint(bundle)
                .filter(source -> !isResponse(bundle) || !source.isSame(receiver.id()))
                .or(() -> destinations(bundle).findFirst());
    }

    private static boolean isResponse(MessageBundle bundle) {
        return Tree.text(bundle.header(), "response", "identifier").isPresent();
    }

    private static Optional<ServiceId> endpoint(MessageBundle bundle) {
        return Tree.text(bundle.header(), "source", "endpoint").flatMap(ServiceId::ofEndpoint);
    }

    private static Stream<ServiceId> destinations(MessageBundle bundle) {
        return Tree.list(bundle.header(), "destination").stream()
                .flatMap(destination -> Tree.text(destination, "endpoint").stream())
                .flatMap(endpoint -> ServiceId.ofEndpoint(endpoint).stream());
    }

    static Optional<Issue> citesAKnownDefinition(MessageBundle bundle, Recognition recognition) {
        Optional<String> cited = Tree.text(bundle.header(), "definition");
        return invariant(
                cited.isEmpty() || cited.flatMap(recognition::definition).isPresent(),
                "MessageHeader.definition is not a BaRS MessageDefinition: " + Stated.value(cited.orElse("")));
    }

    static Optional<Issue> namesEachEntryOnce(MessageBundle bundle, Receiver receiver) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < bundle.entries().size(); i++) {
            String name = FullUrl.key(bundle.entries().get(i).fullUrl());
            if (name.isBlank() || !names.add(name)) {
                return invariant(
                        false,
                        "Each Bundle.entry must have a fullUrl of its own: entry[" + i + "] "
                                + (name.isBlank() ? "has none" : "repeats " + Stated.value(name)));
            }
        }
        return Optional.empty();
    }

    static Optional<Issue> resolvesItsHeader(MessageBundle bundle, Receiver receiver) {
        ObjectNode header = bundle.header();
        boolean sender = Tree.text(header, "sender", "reference")
                .flatMap(bundle::resolve)
                .isPresent();
        boolean receivers = Tree.list(header, "destination").stream()
                .allMatch(destination -> Tree.text(destination, "receiver", "reference")
                        .flatMap(bundle::resolve)
                        .isPresent());
        if (!sender || !receivers) {
            return invariant(
                    false,
                    "MessageHeader.sender and destination.receiver must name entries of the Bundle: "
                            + (sender ? "MessageHeader.destination.receiver" : "MessageHeader.sender") + " names none");
        }
        return invariant(bundle.focus().isPresent(), "MessageHeader.focus must name an entry of the Bundle");
    }

    static Optional<Issue> isOfAUseCaseWeTake(RecognitionFacts facts, Receiver receiver) {
        if (facts.application().isEmpty()) {
            return invariant(
                    false,
                    category(facts)
                            + ": The use-case category is missing or unknown: "
                            + Stated.value(facts.useCase()));
        }
        FaultCode code = receiver.reads(Choice.USE_CASE_IS_BAD_REQUEST)
                ? FaultCode.UNSUPPORTED_USE_CASE
                : FaultCode.NOT_SUPPORTED;
        return receiver.takesUseCase(facts.useCase())
                ? Optional.empty()
                : Optional.of(new Issue(
                        code, category(facts) + ": This service does not take the use case " + facts.useCase()));
    }

    private static String category(RecognitionFacts facts) {
        return facts.event().startsWith("booking") ? "Appointment.serviceCategory" : "ServiceRequest.category";
    }

    static Optional<Issue> invariant(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(new Issue(FaultCode.INVARIANT, otherwise));
    }
}
