package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FailureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/failures.md has every fault, with a figure from the test that it names, or with why there is none. */
class FailuresTest {

    private static final Pattern MEASURED =
            Pattern.compile("(held|not held) \\([0-9-]{10}, JDK [0-9]+\\)|not measured yet");
    private static final int FAULTS = 35;

    static List<List<String>> rows() {
        return FailureTable.rows();
    }

    @Test
    void every_fault_has_a_row() {
        List<String> wanted = Stream.concat(
                        IntStream.rangeClosed(1, FAULTS).mapToObj(String::valueOf),
                        Stream.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"))
                .toList();
        assertThat(rows().stream().map(row -> row.get(0)).toList())
                .containsAll(wanted)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_row_is_whole(List<String> row) throws IOException {
        assertThat(row).hasSize(FailureTable.COLUMNS).noneMatch(String::isBlank);
        String verdict = row.get(5);
        if (verdict.startsWith("not made here: ")) {
            assertThat(row.get(6)).isEqualTo("-");
            return;
        }
        assertThat(verdict).matches(MEASURED);
        String test = row.get(6).replace("`", "");
        assertThat(source(test)).as("%s writes row %s", test, row.get(0)).contains("\"" + row.get(0) + "\"");
    }

    private static String source(String test) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Path file = files.filter(one -> one.endsWith(test + ".java"))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("there is no test " + test));
            return Files.readString(file);
        }
    }
}
