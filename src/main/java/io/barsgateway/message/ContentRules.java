package io.barsgateway.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fault.Fault;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.message.Recognition.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of a message once we know what it means (bars-workflows 4.1, checks 12, 13, 15 and 16; 4.3). */
final class ContentRules {

    private static final String URN = "urn:uuid:";

    private ContentRules() {}

    /** The first objection: to its definition, to how many of each resource it holds, or to what a new message must say. */
    static Optional<Fault> objection(MessageBundle bundle, Row row, Recognition recognition) {
        return citesItsOwnDefinition(bundle, row, recognition)
                .or(() -> holdsItsResources(bundle, row, recognition))
                .or(() -> row.means() == Meaning.RESPONSE ? namesWhatItAnswers(bundle) : Optional.empty())
                .or(() -> row.means().isNew() ? resolvesItsReferences(bundle) : Optional.empty())
                .or(() -> row.means().isNew() ? ranksOneContactFirst(bundle) : Optional.empty())
                .or(() -> row.means().isNew() ? isForDirectCare(bundle) : Optional.empty());
    }

    /** A cancel may be cut down, or the whole request again under its own definition. */
    static Optional<Fault> citesItsOwnDefinition(MessageBundle bundle, Row row, Recognition recognition) {
        Optional<String> cited = Tree.text(bundle.header(), "definition").flatMap(recognition::definition);
        return MessageRules.invariant(
                row.means().isCancel() || cited.isEmpty() || cited.get().equals(row.definition()),
                "MessageHeader.definition is not the one of this event, reason and status");
    }

    static Optional<Fault> holdsItsResources(MessageBundle bundle, Row row, Recognition recognition) {
        for (Map.Entry<String, String> count : recognition
                .definitions()
                .getOrDefault(row.definition(), Map.of())
                .entrySet()) {
            String type = count.getKey();
            String[] bounds = count.getValue().split("\\.\\.", -1);
            int held = bundle.all(type).size();
            boolean bounded = !bounds[1].equals("*")
                    && !row.means().isCancel()
                    && !(type.equals("Encounter") && row.means() == Meaning.UPDATE);
            if (held < Integer.parseInt(bounds[0]) || (bounded && held > Integer.parseInt(bounds[1]))) {
                return MessageRules.invariant(
                        false, "The Bundle holds " + held + " " + type + " where " + count.getValue() + " belong");
            }
        }
        return Optional.empty();
    }

    static Optional<Fault> namesWhatItAnswers(MessageBundle bundle) {
        return MessageRules.invariant(
                Tree.text(bundle.header(), "response", "identifier").isPresent(),
                "MessageHeader.response.identifier is missing");
    }

    /** Every urn:uuid reference of a new message; the Journey ID, which is never in the Bundle, is left out. */
    static Optional<Fault> resolvesItsReferences(MessageBundle bundle) {
        Set<String> known = new HashSet<>();
        bundle.entries().forEach(entry -> known.add(entry.fullUrl()));
        boolean dangling = bundle.entries().stream()
                .filter(entry -> !entry.type().equals("MessageHeader"))
                .anyMatch(entry -> dangles(entry.resource(), known));
        return MessageRules.invariant(!dangling, "A urn:uuid reference names no entry of the Bundle");
    }

    private static boolean dangles(JsonNode element, Set<String> known) {
        JsonNode reference = element.path("reference");
        if (reference.isTextual() && reference.textValue().startsWith(URN) && !known.contains(reference.textValue())) {
            return true;
        }
        if (element.isArray()) {
            for (JsonNode item : element) {
                if (dangles(item, known)) {
                    return true;
                }
            }
        }
        return element.properties().stream()
                .anyMatch(member -> !member.getKey().equals("episodeOfCare") && dangles(member.getValue(), known));
    }

    static Optional<Fault> ranksOneContactFirst(MessageBundle bundle) {
        long first = bundle.all("Patient").stream()
                .flatMap(patient -> Tree.list(patient.resource(), "contact").stream())
                .filter(contact -> rank(contact) == 1)
                .count();
        return MessageRules.invariant(first == 1, "Exactly one Patient.contact must have contact rank 1");
    }

    static Optional<Fault> isForDirectCare(MessageBundle bundle) {
        List<Entry> consents = bundle.all("Consent");
        boolean directCare = consents.stream()
                .allMatch(consent -> Tree.codeIn(Tree.list(consent.resource(), "category"), Systems.CONSENT_CATEGORY)
                        .filter("drc"::equals)
                        .isPresent());
        return MessageRules.invariant(directCare, "Consent.category must be DRC, direct care");
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
