package io.barsgateway.response;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a local system reports about a case, as the published schema has it. One that exists has passed the schema.
 *
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
        @Nullable String finishedAt,
        List<Code> outcomes) {

    /** Which response it becomes. */
    public enum Kind {
        interim,
        full
    }

    /** One outcome: a code, words, or both. */
    public record Code(
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            @Nullable String text) {}

    public Outcome {
        outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
    }
}
