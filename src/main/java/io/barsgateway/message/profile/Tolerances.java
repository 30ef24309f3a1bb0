package io.barsgateway.message.profile;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Findings that are let pass, each with its reason; {@code bars/tolerances.yaml} has the built-in list and its form.
 *
 * @param version of the list; a start logs it
 * @param definitions what the list was made for
 */
record Tolerances(String version, String definitions, List<Tolerance> tolerances) {

    /** One of them; a pattern left out matches anything. */
    record Tolerance(
            @Nullable Pattern rule,
            @Nullable Pattern place,
            @Nullable Pattern definition,
            String because) {

        boolean covers(Finding finding) {
            return fits(rule, finding.rule()) && fits(place, finding.place()) && fits(definition, finding.definition());
        }

        private static boolean fits(@Nullable Pattern pattern, String text) {
            return pattern == null || pattern.matcher(text).matches();
        }
    }

    static Tolerances read(@Nullable Path file) {
        try (InputStream yaml = file == null
                ? Objects.requireNonNull(Tolerances.class.getResourceAsStream("/bars/tolerances.yaml"))
                : Files.newInputStream(file)) {
            return JsonMapper.builder()
                    .build()
                    .convertValue(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml), Tolerances.class);
        } catch (IOException e) {
            throw new UncheckedIOException("bars.profiles.tolerances cannot be read: " + e, e);
        }
    }

    boolean cover(Finding finding) {
        return tolerances.stream().anyMatch(tolerance -> tolerance.covers(finding));
    }
}
