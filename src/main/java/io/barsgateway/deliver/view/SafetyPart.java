package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.PrimitiveType;

/** {@code scene}, {@code safeguarding}, {@code flags} and {@code consents}: what somebody must know before they act. */
final class SafetyPart implements ViewPart {

    private final ViewWriter writer;
    private final Entries entries;

    SafetyPart(ViewWriter writer, Entries entries) {
        this.writer = writer;
        this.entries = entries;
    }

    /** What is known of a scene; what one Flag says of it is outweighed by another that says worse. */
    private enum Scene {
        UNKNOWN("unknown"),
        SAFE("safe"),
        UNSAFE("unsafe");

        private final String word;

        Scene(String word) {
            this.word = word;
        }
    }

    @Override
    public void write(ObjectNode view) {
        List<Flag> flags = entries.all(Flag.class);
        Scene scene = flags.stream()
                .map(SafetyPart::scene)
                .max(Comparator.naturalOrder())
                .orElse(Scene.UNKNOWN);
        view.put("scene", scene.word);
        view.put("safeguarding", flags.stream().anyMatch(flag -> category(flag)
                .filter("SG"::equalsIgnoreCase)
                .isPresent()));
        view.set("flags", ViewWriter.objects(flags, this::flag));
        view.set("consents", ViewWriter.objects(entries.all(Consent.class), this::consent));
    }

    /** By its category, whatever its code; by its code where it has no category. Any code but S, and none, reads as not safe. */
    private static Scene scene(Flag flag) {
        Optional<String> safety = code(List.of(flag.getCode()), Systems.SCENE_SAFETY);
        boolean isSaid = category(flag).map("SS"::equalsIgnoreCase).orElse(safety.isPresent());
        if (!isSaid) {
            return Scene.UNKNOWN;
        }
        return safety.filter("S"::equalsIgnoreCase).isPresent() ? Scene.SAFE : Scene.UNSAFE;
    }

    private static Optional<String> category(Flag flag) {
        return code(flag.getCategory(), Systems.FLAG_CATEGORY);
    }

    private static Optional<String> code(List<CodeableConcept> concepts, String system) {
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> ViewWriter.isOf(coding.getSystemElement(), system))
                .map(Coding::getCodeElement)
                .filter(PrimitiveType::hasValue)
                .map(PrimitiveType::getValueAsString)
                .findFirst();
    }

    private void flag(ObjectNode view, Flag flag) {
        writer.text(view, "status", flag.getStatusElement());
        writer.concepts(view, "categories", flag.getCategory());
        writer.concept(view, "code", flag.getCode());
        writer.period(view, "start", "end", flag.getPeriod());
        entries.type(flag.getSubject()).ifPresent(type -> view.put("about", type));
    }

    private void consent(ObjectNode view, Consent consent) {
        writer.text(view, "status", consent.getStatusElement());
        writer.concept(view, "scope", consent.getScope());
        writer.concepts(view, "categories", consent.getCategory());
        writer.concept(view, "policyRule", consent.getPolicyRule());
        writer.time(view, "given", consent.getDateTimeElement());
    }
}
