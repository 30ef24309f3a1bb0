package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/advisories.md speaks of the libraries that are in the jar, in the versions that are in it; the build lists them. */
class AdvisoriesTest {

    private static final Path DOCUMENT = Path.of("docs/advisories.md");
    private static final String LIST = "/META-INF/libraries.txt";
    private static final String IN_THE_JAR = "Libraries in the jar";
    private static final String NEEDS_A_CONTROL = "Weaknesses that need a control here";
    private static final String MENDED = "Weaknesses that the version in the jar does not have";
    private static final String NOT_IN_THE_JAR = "Libraries that are not in the jar";
    private static final Pattern NUMBER =
            Pattern.compile("CVE-\\d{4}-\\d{4,}|GHSA(-[2-9cfghjmpqrvwx]{4}){3}|no number");
    private static final Pattern TEST = Pattern.compile("`[A-Z]\\w+(Test|IT|Fault)`");

    /** What the build put into the jar, as group:artifact. */
    private record Library(String name, String version) {

        boolean isIn(Row row) {
            return row.names()
                    .anyMatch(name -> name.endsWith("*")
                            ? this.name.startsWith(name.substring(0, name.length() - 1))
                            : this.name.equals(name));
        }
    }

    /** A row of one of the tables; names stand in backticks in its cell of names. */
    private record Row(List<String> cells, int named) {

        Stream<String> names() {
            return Pattern.compile("`([^`]+)`")
                    .matcher(cells.get(named))
                    .results()
                    .map(found -> found.group(1));
        }

        @Override
        public String toString() {
            return cells.get(named);
        }
    }

    private static final List<Library> JAR = libraries();

    private static List<Library> libraries() {
        try (InputStream list = Objects.requireNonNull(AdvisoriesTest.class.getResourceAsStream(LIST), LIST)) {
            // group:artifact:jar:version:scope, with a classifier before the version where there is one
            return Pattern.compile("(?m)^\\s+([\\w.-]+:[\\w.-]+):jar(?::[\\w.-]+)?:([\\w.-]+):(?:compile|runtime)\\b")
                    .matcher(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> new Library(found.group(1), found.group(2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows(String section, int named) {
        String text = Sources.read(DOCUMENT);
        int start = text.indexOf("\n## " + section + "\n");
        assertThat(start).as(DOCUMENT + " has the section " + section).isNotNegative();
        int end = text.indexOf("\n## ", start + 1);
        List<String> lines = (end < 0 ? text.substring(start) : text.substring(start, end))
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
        return lines.subList(1, lines.size()).stream()
                .map(line -> new Row(
                        Stream.of(line.split("\\|", -1)).map(String::strip).toList(), named))
                .toList();
    }

    private static List<String> objections(List<Library> jar, List<Row> families) {
        List<String> objections = new ArrayList<>();
        for (Library library : jar) {
            List<Row> own = families.stream().filter(library::isIn).toList();
            if (own.isEmpty()) {
                objections.add(library.name + " " + library.version + " is in the jar and in no row of \"" + IN_THE_JAR
                        + "\" in " + DOCUMENT + ". Look for its advisories as that page says, then add a row.");
            } else if (own.size() > 1) {
                objections.add(library.name + " is in two rows of \"" + IN_THE_JAR + "\": " + own);
            }
        }
        for (Row family : families) {
            List<String> found = jar.stream()
                    .filter(library -> library.isIn(family))
                    .map(Library::version)
                    .distinct()
                    .sorted()
                    .toList();
            List<String> said =
                    Stream.of(family.cells.get(2).split(", ", -1)).sorted().toList();
            if (found.isEmpty()) {
                objections.add("Nothing of " + family + " is in the jar any more. Take its row out of \"" + IN_THE_JAR
                        + "\" in " + DOCUMENT + ", and look through the other tables for it.");
            } else if (!found.equals(said)) {
                objections.add("The jar has " + family + " in version " + String.join(", ", found) + ", " + DOCUMENT
                        + " speaks of " + String.join(", ", said)
                        + ". Look for advisories of the new version as that page says, then write version and date.");
            }
        }
        return objections;
    }

    @Test
    void every_library_in_the_jar_was_looked_at_in_its_version() {
        List<Row> families = rows(IN_THE_JAR, 1);

        assertThat(JAR).hasSizeGreaterThan(100);
        assertThat(objections(JAR, families)).isEmpty();
        assertThat(families).allSatisfy(row -> assertThat(LocalDate.parse(row.cells.get(3)))
                .as(row + ": the date of the look")
                .isAfter(LocalDate.of(2026, 1, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "org.example:new, 1.0, `org.example:old`, 1.0, org.example:new 1.0 is in the jar and in no row",
        "org.example:new, 1.0, `org.example:old`, 1.0, Nothing of `org.example:old` is in the jar",
        "org.example:one, 1.1, `org.example:*`, 1.0, The jar has `org.example:*` in version 1.1",
    })
    void what_does_not_fit_is_told_with_what_to_do(
            String name, String version, String names, String versions, String words) {
        List<Row> families = List.of(new Row(List.of("", names, versions, "2026-11-26"), 1));

        assertThat(objections(List.of(new Library(name, version)), families))
                .anySatisfy(objection -> assertThat(objection).contains(words));
    }

    @Test
    void what_is_said_not_to_be_in_the_jar_is_not() {
        List<Row> absent = rows(NOT_IN_THE_JAR, 1);

        assertThat(absent).hasSizeGreaterThan(15).allSatisfy(row -> assertThat(
                        JAR.stream().filter(library -> library.isIn(row)))
                .as("%s: in the jar now; read its row in %s, meet what it says, and move it", row, DOCUMENT)
                .isEmpty());
    }

    @Test
    void every_weakness_was_mended_in_this_version_or_an_earlier_one() {
        for (Row row : rows(MENDED, 2)) {
            List<Library> own =
                    JAR.stream().filter(library -> library.isIn(row)).toList();
            assertThat(own).as(row + " is in the jar").isNotEmpty();
            assertThat(own).allSatisfy(library -> assertThat(isAtLeast(library.version, row.cells.get(3)))
                    .as(
                            "%s %s is older than %s, which mended %s",
                            library.name, library.version, row.cells.get(3), row.cells.get(1))
                    .isTrue());
        }
    }

    @Test
    void every_weakness_has_its_number_and_what_meets_it_a_test() {
        assertThat(rows(NEEDS_A_CONTROL, 2)).hasSizeGreaterThan(15).allSatisfy(row -> {
            assertThat(row.cells).as(row.toString()).hasSize(8);
            assertThat(row.cells.get(1)).containsPattern(NUMBER);
            assertThat(row.cells.get(6)).as("shown by").containsPattern(TEST);
            assertThat(row.names()).as("parts in the jar").allMatch(name -> JAR.stream()
                    .anyMatch(library -> library.isIn(new Row(List.of("", "", "`" + name + "`"), 2))));
        });
        assertThat(rows(MENDED, 2))
                .allSatisfy(row -> assertThat(row.cells.get(1)).containsPattern(NUMBER));
    }

    @ParameterizedTest
    @CsvSource({
        "4.1.140.Final, 4.1.138, true",
        "4.1.99.Final, 4.1.138, false",
        "1.9, 1.81, false",
        "33.2.1-jre, 32.0.0, true",
        "2.21, 2.21.1, false"
    })
    void versions_are_compared_by_number(String version, String least, boolean enough) {
        assertThat(isAtLeast(version, least)).isEqualTo(enough);
    }

    private static boolean isAtLeast(String version, String least) {
        List<Integer> own = numbers(version);
        List<Integer> floor = numbers(least);
        for (int i = 0; i < floor.size(); i++) {
            int difference = (i < own.size() ? own.get(i) : 0) - floor.get(i);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return true;
    }

    private static List<Integer> numbers(String version) {
        Matcher start = Pattern.compile("\\d+(\\.\\d+)*").matcher(version);
        assertThat(start.lookingAt()).as("the version " + version).isTrue();
        return Stream.of(start.group().split("\\.", -1)).map(Integer::valueOf).toList();
    }
}
