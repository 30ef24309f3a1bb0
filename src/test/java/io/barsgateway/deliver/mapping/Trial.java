package io.barsgateway.deliver.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barsgateway.deliver.jsonata.MappingProblem;
import io.barsgateway.deliver.jsonata.MappingProperties;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.CannotMake;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.util.unit.DataSize;

/** A mapping of a test, compiled as one in the routes folder is. */
public final class Trial {

    static final MappingProperties LIMITS =
            new MappingProperties(Duration.ofSeconds(2), 300, DataSize.ofMegabytes(256), DataSize.ofMegabytes(5));

    static final String FILE = "local/pas.jsonata";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);

    private final Mapping mapping;
    private final MappingProperties limits;

    private Trial(Mapping mapping, MappingProperties limits) {
        this.mapping = mapping;
        this.limits = limits;
    }

    public static Trial of(String expression) {
        return of(expression, Map.of());
    }

    public static Trial of(String expression, Map<String, String> tables) {
        List<MappingProblem> problems = new ArrayList<>();
        Mappings mappings = Mappings.read(new TreeMap<>(Map.of(FILE, expression)), new TreeMap<>(tables), problems);
        assertThat(problems).isEmpty();
        return new Trial(mappings.of(FILE).orElseThrow(), LIMITS);
    }

    /** What is said of a mapping or a table that is not taken, as file:line: words. */
    public static List<String> problems(String expression, Map<String, String> tables) {
        List<MappingProblem> problems = new ArrayList<>();
        Mappings.read(new TreeMap<>(Map.of(FILE, expression)), new TreeMap<>(tables), problems);
        return problems.stream()
                .map(problem -> problem.file() + ":" + problem.line() + ": " + problem.words())
                .toList();
    }

    Trial within(MappingProperties other) {
        return new Trial(mapping, other);
    }

    /** The JSON it makes. */
    String of(byte[] input) {
        Map<String, Object> message = Map.of("reference", "BR-1", "meaning", "NEW_REFERRAL");
        return new String(
                mapping.apply(FhirJson.read(input), input.length, message, limits, CLOCK), StandardCharsets.UTF_8);
    }

    public String makes(String input) {
        return of(input.getBytes(StandardCharsets.UTF_8));
    }

    /** Why it fails. */
    public String fails(String input) {
        return String.valueOf(
                catchThrowableOfType(CannotMake.class, () -> makes(input)).getMessage());
    }
}
