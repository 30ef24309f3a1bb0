package io.barsgateway.message.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published messages against the published definitions, beside what their index counts. */
@Tag("published")
class PublishedProfilesIT {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(PublishedProfilesIT.class);

    @Test
    void the_published_messages_have_the_errors_that_their_index_counts() throws IOException {
        List<Path> files = Published.messages();
        Map<String, Integer> index = index();
        long before = used();
        ProfilesProperties all = new ProfilesProperties(
                Published.definitions(), Path.of("src/test/resources/profiles-index.yaml"), Duration.ofMinutes(1), 1);
        Tolerances builtIn = Tolerances.read(null);
        try (ProfileValidator validator = new ProfileValidator(all)) {
            long first = millis(() -> validator.findings(Published.original(files.get(5))));
            for (Path file : files) {
                Map<Finding, Integer> found = validator.findings(Published.original(file));
                String name = file.getFileName().toString();
                int errors = found.values().stream().mapToInt(Integer::intValue).sum();
                int left = found.entrySet().stream()
                        .filter(entry -> !builtIn.cover(entry.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
                long steady = millis(() -> validator.findings(Published.original(file)));
                log.info(
                        "{} errors, index {}, not tolerated {}, {} ms: {}",
                        errors,
                        index.get(name),
                        left,
                        steady,
                        name);
                assertThat(errors).as(name).isEqualTo(index.getOrDefault(name, -1) + strayElements(name));
            }
            long after = used();
            log.info(
                    "first {} ms; heap {} MiB without, {} MiB with {} definitions",
                    first,
                    before,
                    after,
                    validator.size());
            assertThat(validator.size()).isGreaterThan(200);
        }
    }

    /** The index was counted after parsing, which drops the one element that FHIR does not have. */
    private static int strayElements(String name) {
        return name.contains("process-message-POST-success") ? 1 : 0;
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static long used() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    /** The column of profile errors, by file. */
    private static Map<String, Integer> index() throws IOException {
        Pattern row = Pattern.compile("\\| (\\S+\\.(?:json|xml)) \\|.*\\| (?:ok|NO[^|]*) \\| (\\d+) \\|.*");
        try (Stream<String> lines = Files.lines(Published.index())) {
            return lines.map(row::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(
                            found -> found.group(1), found -> Integer.parseInt(found.group(2)), (a, b) -> a));
        }
    }
}
