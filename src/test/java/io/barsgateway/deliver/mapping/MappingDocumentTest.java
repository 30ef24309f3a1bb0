package io.barsgateway.deliver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/mapping.md shows is what happens. */
class MappingDocumentTest {

    private static final String DOCUMENT = text();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\$[^`]{1,200})` \\| (nothing|`[^`]{1,200}`) \\|");

    private static String text() {
        try {
            return Files.readString(Path.of("docs/mapping.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The block that begins with three ` and these words. */
    private static String block(String words) {
        int start = DOCUMENT.indexOf("```" + words + "\n");
        assertThat(start).as(words).isNotNegative();
        int from = DOCUMENT.indexOf('\n', start) + 1;
        return DOCUMENT.substring(from, DOCUMENT.indexOf("```", from));
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new HashMap<>();
        for (String name : List.of("local/priority.csv", "local/kind.csv")) {
            tables.put(name, block("csv " + name));
        }
        return tables;
    }

    private static JsonNode json(String text) {
        return FhirJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void its_mapping_makes_what_it_says() {
        String made = Trial.of(block("jsonata local/pas.jsonata"), tables()).makes(block("json in"));

        assertThat(json(made)).isEqualTo(json(block("json out")));
    }

    @Test
    void its_mistake_is_told_as_it_says() {
        String mapping = block("jsonata local/pas.jsonata").replace("$nhsNumberSpaced", "$nhsNumbrSpaced");

        assertThat(Trial.problems(mapping, tables()))
                .containsExactly(block("text mistake").strip());
    }

    @Test
    void its_failure_is_told_as_it_says() {
        String input = block("json in").replace("\"C3\"", "\"C9\"");

        assertThat(Trial.of(block("jsonata local/pas.jsonata"), tables()).fails(input))
                .isEqualTo(block("text failure").strip());
    }

    static List<List<String>> rows() {
        return ROW.matcher(DOCUMENT)
                .results()
                .map(row -> List.of(row.group(1), row.group(2).replace("`", "")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void each_function_makes_what_it_says(List<String> row) {
        String made = Trial.of("{\"x\": " + row.get(0) + "}", tables()).makes("{}");

        assertThat(made).isEqualTo(row.get(1).equals("nothing") ? "{}" : "{\"x\":" + row.get(1) + "}");
    }

    @Test
    void every_function_of_ours_has_an_example() {
        assertThat(rows()).hasSizeGreaterThan(14);
        for (String name : List.of(
                "nhsNumber", "nhsNumberSpaced", "hl7DateTime", "hl7Date", "localTime", "odsCode", "translate")) {
            assertThat(rows()).anyMatch(row -> row.get(0).startsWith("$" + name + "("));
        }
    }

    @Test
    void the_limits_are_the_defaults() {
        assertThat(DOCUMENT)
                .contains(
                        "| `bars.mapping.timeout` | " + Trial.LIMITS.timeout().toSeconds() + "s |",
                        "| `bars.mapping.max-depth` | " + Trial.LIMITS.maxDepth() + " |",
                        "| `bars.mapping.max-memory` | "
                                + Trial.LIMITS.maxMemory().toMegabytes() + "MB |",
                        "| `bars.mapping.max-output` | "
                                + Trial.LIMITS.maxOutput().toMegabytes() + "MB |");
    }
}
