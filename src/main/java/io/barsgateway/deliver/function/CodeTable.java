package io.barsgateway.deliver.function;

import io.barsgateway.fhir.Systems;
import java.util.Map;
import java.util.Optional;

/**
 * A table that turns codes of a message into those of a local system.
 *
 * @param subject what the codes are about
 * @param rows what comes of each code
 * @param otherwise what comes of a code that is in no row; empty where that sets the message aside
 */
public record CodeTable(Subject subject, Map<Code, String> rows, Optional<String> otherwise) {

    public CodeTable {
        rows = Map.copyOf(rows);
        if (otherwise.isPresent() && !subject.mayHaveDefault()) {
            throw new IllegalArgumentException("a table of " + subject.word() + " has no default");
        }
    }

    /** @param system in one spelling; empty in a row that holds for any system, and where the message names none */
    record Code(String system, String value) {

        static Code of(String system, String value) {
            return new Code(Systems.normal(system), value);
        }
    }

    /** Of a row for its system, else of one for any; else the default, which no code of a system without one ever gets. */
    Optional<String> translate(String system, String code) {
        return row(system, code).or(() -> Subject.isWithoutDefault(system) ? Optional.empty() : otherwise);
    }

    /** What a row has. */
    Optional<String> row(String system, String code) {
        return Optional.ofNullable(rows.get(Code.of(system, code)))
                .or(() -> Optional.ofNullable(rows.get(Code.of("", code))));
    }

    /** Whether that is a system of codes: one of the subjects without a default, or one that a row names. */
    boolean knows(String system) {
        return Subject.isWithoutDefault(system)
                || (!system.isEmpty()
                        && rows.keySet().stream().anyMatch(row -> row.system().equals(Systems.normal(system))));
    }
}
