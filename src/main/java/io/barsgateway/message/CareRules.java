package io.barsgateway.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a new message must say so that care can follow from it: whom to call, consent, where, how urgent
 * (docs/conformance.md, W4.2 and W4.3).
 */
final class CareRules {

    private static final Set<String> VERIFIED =
            Set.of("number-present-and-verified", "number-present-but-not-traced", "01", "02");
    private static final String VERIFICATION = "Extension-UKCore-NHSNumberVerificationStatus";
    private static final int MOST_SERVICES = 20;

    private CareRules() {}

    /** What is asked of a message and left out, where it is taken all the same. */
    static List<String> warnings(RecognitionFacts facts, MessageBundle bundle, Receiver receiver) {
        return facts.application().equals("APP4")
                ? saysWhere(bundle, receiver).map(Issue::diagnostics).stream().toList()
                : List.of();
    }

    /** The rules of every Application, then those of this one. */
    static List<MessageRule> of(RecognitionFacts facts) {
        List<MessageRule> rules = new ArrayList<>(
                List.of(CareRules::ranksOneContactFirst, CareRules::isForDirectCare, CareRules::holdsVerifiedNumbers));
        switch (facts.application()) {
            case "APP4" ->
                rules.addAll(List.of(
                        CareRules::saysUntilWhen,
                        CareRules::saysWhetherTheSceneIsSafe,
                        (bundle, receiver) ->
                                receiver.reads(Choice.NEEDS_PLACE) ? saysWhere(bundle, receiver) : Optional.empty()));
            case "APP5" -> rules.addAll(List.of(CareRules::holdsTask, CareRules::holdsCondition));
            case "APP6" -> {
                rules.add(CareRules::saysWhere);
                if (!facts.useCase().equals("a6t1")) {
                    rules.add(CareRules::saysWhatIsNeeded);
                }
            }
            case "APP8" -> rules.addAll(List.of(CareRules::identifiesThePatient, CareRules::isForABroker));
            default -> {
                // The rules above are all
            }
        }
        if (facts.event().equals("booking-request")) {
            rules.add(CareRules::namesItsSlot);
        }
        return rules;
    }

    /** A first contact need not be the patient. */
    static Optional<Issue> ranksOneContactFirst(MessageBundle bundle, Receiver receiver) {
        List<Integer> ranks = bundle.all("Patient").stream()
                .flatMap(patient -> Tree.list(patient.resource(), "contact").stream())
                .map(CareRules::rank)
                .toList();
        if (receiver.reads(Choice.RANKS_EVERY_CONTACT) && ranks.contains(0)) {
            return MessageRules.invariant(false, "Each Patient.contact must have a contact rank");
        }
        long first = ranks.stream().filter(rank -> rank == 1).count();
        return MessageRules.invariant(
                first == 1,
                "Exactly one Patient.contact must have contact rank 1; " + first + " of " + ranks.size() + " have it");
    }

    static Optional<Issue> isForDirectCare(MessageBundle bundle, Receiver receiver) {
        Optional<String> other = bundle.all("Consent").stream()
                .map(consent -> Tree.codeIn(Tree.list(consent.resource(), "category"), Systems.CONSENT_CATEGORY)
                        .orElse(""))
                .filter(code -> !code.equals("drc"))
                .findFirst();
        return MessageRules.invariant(
                other.isEmpty(), "Consent.category must be DRC, direct care; it is " + Stated.value(other.orElse("")));
    }

    /** No NHS number is better than one that may be another patient's. */
    static Optional<Issue> holdsVerifiedNumbers(MessageBundle bundle, Receiver receiver) {
        return MessageRules.invariant(
                receiver.reads(Choice.UNVERIFIED_NUMBERS) || numbers(bundle).allMatch(CareRules::isVerified),
                "Patient.identifier: An NHS number must be verified or traced, and say so in " + VERIFICATION
                        + ", or be left out");
    }

    static Optional<Issue> identifiesThePatient(MessageBundle bundle, Receiver receiver) {
        return MessageRules.invariant(
                numbers(bundle).anyMatch(CareRules::isVerified),
                "Patient.identifier: This use case needs a verified NHS number");
    }

    static Optional<Issue> isForABroker(MessageBundle bundle, Receiver receiver) {
        boolean device = bundle.first("ServiceRequest").stream()
                .flatMap(request -> Tree.list(request.resource(), "performer").stream())
                .flatMap(performer -> Tree.text(performer, "reference").stream())
                .flatMap(reference -> bundle.resolve(reference).stream())
                .anyMatch(performer -> performer.type().equals("Device"));
        return MessageRules.invariant(
                device && bundle.all("HealthcareService").size() <= MOST_SERVICES,
                "ServiceRequest.performer must be the broker's Device, with at most 20 HealthcareServices");
    }

    static Optional<Issue> saysUntilWhen(MessageBundle bundle, Receiver receiver) {
        Optional<ObjectNode> request = bundle.first("ServiceRequest").map(Entry::resource);
        return MessageRules.invariant(
                request.flatMap(found -> Tree.text(found, "occurrencePeriod", "start"))
                                .isPresent()
                        && request.flatMap(found -> Tree.text(found, "occurrencePeriod", "end"))
                                .isPresent(),
                "ServiceRequest.occurrencePeriod must have start and end, the validation breach time");
    }

    static Optional<Issue> saysWhetherTheSceneIsSafe(MessageBundle bundle, Receiver receiver) {
        long flags = bundle.all("Flag").stream().filter(SceneSafety::isSaidBy).count();
        return MessageRules.invariant(
                flags == 1, "Flag.category: Exactly one Flag must say whether the scene is safe; " + flags + " do");
    }

    /** By UPRN, address, grid reference, position or what3words; one of them is enough. */
    static Optional<Issue> saysWhere(MessageBundle bundle, Receiver receiver) {
        return MessageRules.invariant(
                bundle.all("Location").stream().map(Entry::resource).anyMatch(CareRules::canBeFound),
                "Location.address: A Location must say where, by LocationExtension (UPRN, PAF, eastings and northings, what3words), position or"
                        + " address; none of the " + bundle.all("Location").size() + " does");
    }

    private static boolean canBeFound(ObjectNode location) {
        boolean extended = Tree.list(location, "extension").stream()
                .filter(extension -> Tree.text(extension, "url").orElse("").endsWith("LocationExtension"))
                .flatMap(extension -> Tree.list(extension, "extension").stream())
                .anyMatch(CareRules::namesAPlace);
        return extended
                || Tree.object(location, "position").isPresent()
                || Tree.object(location, "address")
                        .filter(address -> address.has("line") || address.has("postalCode") || address.has("text"))
                        .isPresent();
    }

    /** How accurate a place is does not say where it is. */
    private static boolean namesAPlace(ObjectNode part) {
        return Tree.text(part, "url").filter(url -> !url.equals("accuracy")).isPresent()
                && part.properties().stream()
                        .anyMatch(member -> member.getKey().startsWith("value")
                                && (member.getValue().isContainerNode()
                                        || !member.getValue().asText().isBlank()));
    }

    static Optional<Issue> saysWhatIsNeeded(MessageBundle bundle, Receiver receiver) {
        boolean said = bundle.first("ServiceRequest").stream()
                .flatMap(request -> Tree.list(request.resource(), "category").stream())
                .anyMatch(category -> Tree.text(category, "text").isPresent());
        return MessageRules.invariant(said, "ServiceRequest.category.text must say what help is asked for");
    }

    static Optional<Issue> holdsTask(MessageBundle bundle, Receiver receiver) {
        return MessageRules.invariant(
                !bundle.all("Task").isEmpty(), "Bundle.entry: This use case needs a Task, and there is none");
    }

    static Optional<Issue> holdsCondition(MessageBundle bundle, Receiver receiver) {
        return MessageRules.invariant(
                !bundle.all("Condition").isEmpty(), "Bundle.entry: This use case needs a Condition, and there is none");
    }

    static Optional<Issue> namesItsSlot(MessageBundle bundle, Receiver receiver) {
        Optional<ObjectNode> appointment = bundle.first("Appointment").map(Entry::resource);
        boolean slot = appointment.stream()
                .flatMap(found -> Tree.list(found, "slot").stream())
                .flatMap(reference -> Tree.text(reference, "reference").stream())
                .flatMap(reference -> bundle.resolve(reference).stream())
                .anyMatch(found -> found.type().equals("Slot"));
        return MessageRules.invariant(slot, "Appointment.slot must name the Slot of the Bundle, and names none");
    }

    private static Stream<ObjectNode> numbers(MessageBundle bundle) {
        return bundle.all("Patient").stream()
                .flatMap(patient -> Tree.list(patient.resource(), "identifier").stream())
                .filter(identifier -> Tree.text(identifier, "system")
                        .filter(system -> Systems.same(system, Systems.NHS_NUMBER))
                        .isPresent());
    }

    private static boolean isVerified(ObjectNode identifier) {
        return Tree.list(identifier, "extension").stream()
                .filter(extension -> Tree.text(extension, "url").orElse("").endsWith(VERIFICATION))
                .flatMap(extension -> Tree.object(extension, "valueCodeableConcept").stream())
                .flatMap(concept -> Tree.list(concept, "coding").stream())
                .flatMap(coding -> Tree.text(coding, "code").stream())
                .anyMatch(VERIFIED::contains);
    }

    private static int rank(ObjectNode contact) {
        return Tree.list(contact, "extension").stream()
                .filter(extension -> Tree.text(extension, "url")
                        .filter(Systems.CONTACT_RANK::equals)
                        .isPresent())
                .mapToInt(extension -> extension.path("valuePositiveInt").asInt())
                .findFirst()
                .orElse(0);
    }
}
