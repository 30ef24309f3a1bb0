package io.barsgateway.operate.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each line that we log has one code, each code a line, and an operator finds both in docs/operating.md. */
class LogEventTest {

    private static final Path MAIN = Path.of("src/main/java/io/barsgateway");
    private static final Pattern CALL = Pattern.compile(
            "\\blog\\s*\\.(trace|debug|info|warn|error|at\\w+)\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"(?:\\s*\\+\\s*)?)*)");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (ERROR|WARN|INFO|DEBUG) \\| `([^`]+)` \\|");

    /** One call of the log in the source. */
    private record Line(String logger, String level, String template) {}

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String logger = "io.barsgateway."
                        + MAIN.relativize(file).toString().replace(".java", "").replace('/', '.');
                for (MatchResult call :
                        CALL.matcher(Files.readString(file)).results().toList()) {
                    String template = TEXT.matcher(call.group(2))
                            .results()
                            .map(text -> text.group(1).replace("\\\"", "\""))
                            .collect(Collectors.joining());
                    lines.add(new Line(logger, call.group(1).toUpperCase(java.util.Locale.ROOT), template));
                }
            }
        }
        return lines;
    }

    @Test
    void every_line_that_we_log_has_one_code() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(70).allSatisfy(line -> assertThat(
                        LogEvent.of(line.logger(), line.template()))
                .as("add the event to LogEvent and to the table in docs/operating.md")
                .hasSize(1));
    }

    @Test
    void every_code_has_a_line() throws IOException {
        Set<LogEvent> logged = lines().stream()
                .flatMap(line -> LogEvent.of(line.logger(), line.template()).stream())
                .collect(Collectors.toSet());
        assertThat(logged).containsExactlyInAnyOrder(LogEvent.values());
    }

    @Test
    void no_two_events_have_one_code() {
        assertThat(Stream.of(LogEvent.values()).map(LogEvent::code)).doesNotHaveDuplicates();
        assertThat(LogEvent.MESSAGE_UNDELIVERED.code()).isEqualTo("message-undelivered");
    }

    /** The whole table: what an alert is set on must not go without a word about it. */
    @Test
    void the_table_for_operators_has_every_log_code() throws IOException {
        Set<String> expected = lines().stream()
                .flatMap(line -> LogEvent.of(line.logger(), line.template()).stream()
                        .map(event -> event.code() + " " + line.level() + " " + event.words()))
                .collect(Collectors.toSet());
        List<String> told = ROW.matcher(Files.readString(Path.of("docs/operating.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .toList();
        assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void what_others_log_has_no_code_of_ours() {
        assertThat(LogEvent.codeOf("org.apache.camel.Whatever", "Undelivered {}"))
                .isEqualTo("other");
        assertThat(LogEvent.codeOf("io.barsgateway.outbox.claim.Postpone", "new words"))
                .isEqualTo("other");
    }
}
