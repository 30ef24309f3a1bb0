package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/conformance.md is made from conformance.txt, and every test that it names is there. */
class ConformanceTest {

    private static final Path SOURCE = Path.of("src/test/resources/conformance.txt");
    private static final Path DOCUMENT = Path.of("docs/conformance.md");

    private static final String HEAD = """
            # What the standard says, and what shows it

            One line for each rule of BaRS Core 1.5.0 (guide 1.12.0) that a Receiver or a Sender is held to: P is the protocol, W the workflows;
            code and tests cite a rule by its place. *Setting* is where a rule is a choice. A rule without a test says why. This file is made by
            `ConformanceTest` from `conformance.txt`, which fails the build where a test is missing; the tests themselves run in `mvn verify`.
            """;

    /** A rule with its tests, or with why it has none. */
    private record Rule(String place, String says, String setting, String shown) {

        static Rule of(String line) {
            String[] parts = line.split(" \\| ", -1);
            assertThat(parts).as(line).hasSize(4);
            return new Rule(parts[0], parts[1], parts[2], parts[3]);
        }

        boolean isLeftOut() {
            return shown.startsWith("left out");
        }

        List<String> tests() {
            return isLeftOut() ? List.of() : List.of(shown.split(", ", -1));
        }

        String row() {
            String setting = setting().equals("-") ? "" : "`" + setting().replace(", ", "`, `") + "`";
            String shown =
                    isLeftOut() ? shown() : "`" + shown().replace(", ", "`, `").replace("#", "`: `") + "`";
            return "| " + place + " | " + says + " | " + setting + " | " + shown + " |";
        }
    }

    @Test
    void the_document_says_what_the_list_says() throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        List<Rule> rules = new ArrayList<>();
        for (String line : Files.readAllLines(SOURCE)) {
            if (line.startsWith("# ")) {
                lines.add("\n## " + line.substring(2) + "\n");
                lines.add("| place | rule | setting | shown by |");
                lines.add("|---|---|---|---|");
            } else {
                Rule rule = Rule.of(line);
                rules.add(rule);
                lines.add(rule.row());
            }
        }
        long out = rules.stream().filter(Rule::isLeftOut).count();
        lines.add("\n" + rules.size() + " lines: " + (rules.size() - out) + " with their tests, " + out
                + " without, each with its reason.");
        String text = String.join("\n", lines) + "\n";
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/conformance.md"), text);
        assertThat(Files.readString(DOCUMENT))
                .as("copy target/conformance.md to docs/conformance.md")
                .isEqualTo(text);
        assertThat(rules.stream().map(Rule::place)).doesNotHaveDuplicates();
    }

    @Test
    void every_test_that_it_names_is_there() throws IOException {
        try (Stream<String> lines = Files.lines(SOURCE)) {
            lines.filter(line -> !line.startsWith("# "))
                    .flatMap(line -> Rule.of(line).tests().stream())
                    .forEach(ConformanceTest::exists);
        }
    }

    private static void exists(String test) {
        String[] parts = test.split("#", -1);
        Path file = Sources.java().stream()
                .filter(java -> java.startsWith("src/test") && java.endsWith(parts[0] + ".java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no test " + parts[0]));
        if (parts.length == 2) {
            assertThat(Sources.read(file)).as(test).contains("void " + parts[1] + "(");
        }
    }
}
