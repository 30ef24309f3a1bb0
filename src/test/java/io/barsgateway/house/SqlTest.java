package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.write.Stored;
import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseState;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.outbox.content.Direction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each table is written by one class, and what an enum knows is not written out in SQL a second time. */
class SqlTest {

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
    private static final Pattern WRITTEN =
            Pattern.compile("(?<!FOR )(?<!DO )\\b(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO|TRUNCATE)\\s+(\\w+)");

    private static final Set<String> TABLES = Stream.of("src/main/resources/db/migration")
            .map(Path::of)
            .flatMap(folder -> Sources.files(folder, ".sql").stream())
            .flatMap(file -> TABLE.matcher(Sources.read(file)).results())
            .map(table -> table.group(1))
            .collect(Collectors.toUnmodifiableSet());

    private static final List<Stored> WORDS = Stream.<Stored[]>of(
                    WorkStatus.values(),
                    WorkKind.values(),
                    Meaning.values(),
                    Direction.values(),
                    CaseRole.values(),
                    CaseState.Status.values())
            .flatMap(Stream::of)
            .toList();

    private static Map<String, Set<String>> writers(Stream<Path> files) {
        Map<String, Set<String>> writers = new TreeMap<>();
        files.forEach(file -> WRITTEN.matcher(Sources.read(file))
                .results()
                .map(written -> written.group(1))
                .filter(TABLES::contains)
                .forEach(table -> writers.computeIfAbsent(table, none -> new TreeSet<>())
                        .add(String.valueOf(file.getFileName()))));
        return writers;
    }

    private static Stream<Path> main() {
        return Sources.java().stream().filter(file -> file.startsWith("src/main"));
    }

    @Test
    void each_table_is_written_by_one_class() {
        assertThat(writers(main()))
                .hasSizeGreaterThan(12)
                .allSatisfy((table, classes) -> assertThat(classes).as(table).hasSize(1));
    }

    @Test
    void every_way_to_write_is_seen() {
        List<String> written = WRITTEN.matcher(
                        "INSERT INTO work (a) UPDATE work w SET DELETE FROM  work DO UPDATE SET FOR UPDATE work")
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(written).containsExactly("work", "work", "work");
    }

    @Test
    void sql_names_no_word_that_an_enum_has() {
        Pattern quoted = Pattern.compile("'("
                + WORDS.stream().map(Stored::column).map(Pattern::quote).collect(Collectors.joining("|"))
                + ")'|LIKE '[A-Z]+%'");
        assertThat(main().filter(file -> Sources.read(file).matches("(?s).*\\b(SELECT|UPDATE|INSERT|DELETE)\\b.*"))
                        .flatMap(file -> quoted.matcher(Sources.read(file))
                                .results()
                                .map(MatchResult::group)
                                .map(word -> file.getFileName() + " " + word)))
                .isEmpty();
    }
}
