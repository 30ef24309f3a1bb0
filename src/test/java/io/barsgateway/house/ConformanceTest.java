package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.ServicesProperties.Conformance;
import io.barsgateway.respond.ResponseProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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
            [Both readings](#both-readings), at the end, has each choice between the guide and the assurance tool side by side.
            """;
    private static final String SIDE_BY_SIDE = """

            A service reads the standard as the guide has it, or as the assurance tool demands it: `conformance: guide` or `tkw` in
            `bars.services`. A single choice is made above that under `reading`, each `true` or `false`; `tkw` and `guide` below are what the two
            are without one. `response.` is `bars.response`, for every service, and `bars.partners` says the same of one counterpart.

            | rule | guide reading | tkw reading | setting | test |
            |---|---|---|---|---|""";
    private static final String TABLE = "| place | rule | setting | shown by |\n|---|---|---|---|";
    private static final Pattern CHOICE = Pattern.compile("(reading|response)\\..*");

    /** A choice, what each reading makes of it, and its tests. */
    private record Sides(String setting, String says, String guide, String tool, List<String> tests) {

        static Sides of(String line) {
            String[] parts = line.split(" \\| ", -1);
            assertThat(parts).as(line).hasSize(5);
            return new Sides(parts[0], parts[1], parts[2], parts[3], List.of(parts[4].split(", ", -1)));
        }

        String row() {
            return "| " + says + " | " + guide + " | " + tool + " | `" + setting + "` | `"
                    + String.join("`, `", tests).replace("#", "`: `") + "` |";
        }
    }

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
                lines.add(line.equals("# Both readings") ? SIDE_BY_SIDE.strip() : TABLE);
            } else if (CHOICE.matcher(line).matches()) {
                lines.add(Sides.of(line).row());
            } else {
                Rule rule = Rule.of(line);
                rules.add(rule);
                lines.add(rule.row());
            }
        }
        long out = rules.stream().filter(Rule::isLeftOut).count();
        assertThat(Sources.read(Path.of("README.md")))
                .contains(rules.size() + " rules, " + (rules.size() - out) + " with a test");
        lines.add("\n" + rules.size() + " lines: " + (rules.size() - out) + " with their tests, " + out
                + " without, each with its reason; " + sides().size() + " choices.");
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
            lines.filter(line -> !line.startsWith("# ") && !CHOICE.matcher(line).matches())
                    .flatMap(line -> Rule.of(line).tests().stream())
                    .forEach(ConformanceTest::exists);
        }
    }

    @Test
    void every_choice_has_both_its_readings_and_its_tests() throws IOException {
        List<Sides> sides = sides();
        List<String> choices = Stream.concat(
                        Stream.of(Choice.values()).map(choice -> "reading." + kebab(choice.name())),
                        Stream.of(ResponseProperties.class.getRecordComponents())
                                .filter(component -> component.getType().isEnum())
                                .map(component ->
                                        "response." + kebab(component.getName().replaceAll("([A-Z])", "_$1"))))
                .toList();

        assertThat(sides.stream().map(Sides::setting)).containsExactlyElementsOf(choices);
        for (Choice choice : Choice.values()) {
            Sides said = sides.stream()
                    .filter(one -> one.setting().equals("reading." + kebab(choice.name())))
                    .findFirst()
                    .orElseThrow();
            boolean differs = choice.isOf(Conformance.GUIDE) != choice.isOf(Conformance.TKW);
            assertThat(!said.guide().equals(said.tool())).as(said.setting()).isEqualTo(differs);
        }
        sides.stream().flatMap(said -> said.tests().stream()).forEach(ConformanceTest::exists);
    }

    @Test
    void every_reading_that_a_rule_names_is_a_choice() throws IOException {
        List<String> choices = sides().stream().map(Sides::setting).toList();
        try (Stream<String> lines = Files.lines(SOURCE)) {
            assertThat(lines.filter(line -> !line.startsWith("# ")
                                    && !CHOICE.matcher(line).matches())
                            .flatMap(line -> Stream.of(Rule.of(line).setting().split(", ", -1)))
                            .filter(setting -> setting.startsWith("reading.")))
                    .isNotEmpty()
                    .allSatisfy(setting -> assertThat(choices).contains(setting));
        }
    }

    private static List<Sides> sides() throws IOException {
        try (Stream<String> lines = Files.lines(SOURCE)) {
            return lines.filter(line -> CHOICE.matcher(line).matches())
                    .map(Sides::of)
                    .toList();
        }
    }

    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
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
