package io.barsgateway.respond;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a local system reports about a case, as the published schema has it. One that exists has passed the schema.
 *
 * @param arp what became of the ambulance response category: unchanged, downgraded or upgraded
 * @param dispositionTime FHIR instant from which an upgraded category counts
 * @param itkCase id of the ambulance request raised over ITK, where the category rose to 1 or 2
 * @param override who answers for a rise without one, and why
 * @param rejection code of rejected-reasons-bars
 * @param finishedAt FHIR instant, as it was written
 */
public record Outcome(
        @Nullable String reference,
        @Nullable String correlationId,
        Kind kind,
        @Nullable String status,
        @Nullable String reason,
        @Nullable Boolean actionRequired,
        @Nullable String arp,
        @Nullable String dispositionTime,
        @Nullable String itkCase,
        @Nullable Overridden override,
        @Nullable String rejection,
        @Nullable String finishedAt,
        List<Code> outcomes) {

    /** Which response it becomes. */
    public enum Kind {
        @JsonProperty("interim")
        INTERIM,
        @JsonProperty("full")
        FULL,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("status")
        STATUS,
        @JsonProperty("safeguarding-dna")
        SAFEGUARDING_DNA
    }

    /** One outcome: a code, words, or both. */
    public record Code(
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            @Nullable String text) {}

    /** A person who answers for something that the rules would refuse. */
    public record Overridden(String by, String reason) {}

    public Outcome {
        outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
    }
}
