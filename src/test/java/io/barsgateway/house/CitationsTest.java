package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the code, the tests, the routes and the documents cite of the standard is in docs/standard, under that name. */
class CitationsTest {

    private static final Path DIGEST = Path.of("docs/standard");
    private static final Set<String> HEADINGS = headings();

    private static final Pattern PLACE = Pattern.compile("\\b([PW]\\d\\.\\d{1,2}a?)(?:\\.\\d+)?\\b(?!\\.\\d)");
    /** Not the end of a name such as {@code to_the_guide}, and no parameter. */
    private static final Pattern PAGE = Pattern.compile("(?<![A-Za-z_]\\s?)[Gg]uide, "
            + "(Application \\d|Applications|[A-Z][A-Za-z]+(?:-[A-Za-z]+)*|[a-z]+-[a-z]+)");

    private static final Pattern NHS_PAGE =
            Pattern.compile("NHS pages? ((?:Certificates|Onboarding|Connect as a receiver)"
                    + "(?: and (?:Certificates|Onboarding|Connect as a receiver))?)");
    private static final Pattern ANY_NHS_PAGE = Pattern.compile("NHS pages? ([A-Z]\\w+)");
    private static final Pattern DOCUMENT = Pattern.compile("[\\w./-]*\\w\\.md\\b");

    /** What the writers of this code had beside them, and its readers do not. */
    private static final List<String> UNSEEN =
            List.of("bars-workflows", "bars-protocol", "trust.md", "seed 00", "house.md", "readings/");

    private static Set<String> headings() {
        Set<String> headings = new TreeSet<>();
        files(DIGEST, ".md").forEach(file -> Sources.read(file)
                .lines()
                .filter(line -> line.matches("#{2,3} .*"))
                .forEach(line -> {
                    String heading = line.replaceFirst("#+ ", "");
                    headings.add(heading);
                    headings.add(heading.split(" ", 2)[0]);
                }));
        return headings;
    }

    private static List<Path> files(Path folder, String... ends) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Stream.of(ends).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that may cite, but this test, which has to say what is wrong, and the one that reads what others have published. */
    private static Stream<Path> citing() {
        return Stream.of(
                        files(Path.of("src"), ".java", ".yaml", ".txt", ".md").stream(),
                        files(Path.of("routes"), ".yaml", ".md").stream(),
                        files(Path.of("docs"), ".md").stream(),
                        files(Path.of("deploy"), ".yml", ".yaml", ".md").stream(),
                        Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")))
                .flatMap(some -> some)
                .filter(file -> !file.endsWith("CitationsTest.java") && !file.endsWith("Published.java"));
    }

    /** A line of Javadoc goes on in the next. */
    private static String text(Path file) {
        return Sources.read(file).replaceAll("\\s*\\n\\s*(?:\\* |// |# )?\\s*", " ");
    }

    private static List<String> unresolved(String text) {
        List<String> missing = new ArrayList<>();
        for (Pattern cited : List.of(PLACE, PAGE)) {
            Matcher citation = cited.matcher(text);
            while (citation.find()) {
                if (!HEADINGS.contains(citation.group(1))) {
                    missing.add(citation.group());
                }
            }
        }
        Matcher known = NHS_PAGE.matcher(text);
        int pages = 0;
        while (known.find()) {
            Stream.of(known.group(1).split(" and ", -1))
                    .filter(page -> !HEADINGS.contains(page))
                    .forEach(missing::add);
            pages++;
        }
        Matcher any = ANY_NHS_PAGE.matcher(text);
        while (any.find()) {
            pages--;
        }
        if (pages != 0) {
            missing.add("an NHS page that is not there");
        }
        return missing;
    }

    @Test
    void every_citation_of_the_standard_leads_to_a_heading_of_the_digest() {
        assertThat(HEADINGS).contains("P5.2", "W4.5a", "Bundle-Processing", "Application 8", "Connect as a receiver");
        assertThat(citing()).isNotEmpty().allSatisfy(file -> assertThat(unresolved(text(file)))
                .as(file.toString())
                .isEmpty());
    }

    @Test
    void a_citation_that_leads_nowhere_is_seen() {
        assertThat(unresolved("(docs/conformance.md, P9.2)")).containsExactly("P9.2");
        assertThat(unresolved("W4.2.99 and W4.17")).containsExactly("W4.17");
        assertThat(unresolved("(guide, Bundle-Making)")).containsExactly("guide, Bundle-Making");
        assertThat(unresolved("(guide, Application 9)")).containsExactly("guide, Application 9");
        assertThat(unresolved("NHS page Offboarding")).isNotEmpty();
        assertThat(unresolved("(guide, Caching) and NHS pages Certificates and Onboarding"))
                .isEmpty();
    }

    @Test
    void every_place_that_is_cited_in_the_list_of_rules_stands_there() {
        String conformance = Sources.read(Path.of("docs/conformance.md"));
        Pattern cited = Pattern.compile("docs/conformance\\.md, ((?:[PW][\\d.]+a?(?:, | and )?)+)");
        citing().filter(file -> file.toString().endsWith(".java")).forEach(file -> {
            Matcher citation = cited.matcher(text(file));
            while (citation.find()) {
                for (String place : citation.group(1).split(", | and ", -1)) {
                    assertThat(conformance)
                            .as(file + " cites " + place)
                            .containsPattern("\\| " + Pattern.quote(place.replaceFirst("\\.$", "")) + "[. ]");
                }
            }
        });
    }

    @Test
    void every_group_of_conformance_rules_is_in_the_digest() {
        Set<String> groups = Sources.read(Path.of("src/test/resources/conformance.txt"))
                .lines()
                .map(PLACE::matcher)
                .filter(Matcher::lookingAt)
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(groups).hasSizeGreaterThan(30);
        assertThat(HEADINGS).containsAll(groups);
    }

    @Test
    void no_document_is_named_that_a_reader_does_not_have() {
        Set<String> here = citing().filter(file -> file.toString().endsWith(".md"))
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(citing()).allSatisfy(file -> {
            String text = Sources.read(file);
            assertThat(text).as(file.toString()).doesNotContain(UNSEEN);
            Matcher named = DOCUMENT.matcher(text);
            while (named.find()) {
                String name = named.group().replaceFirst(".*/", "");
                boolean written = named.group().startsWith("target/") || text.contains("\"target\", \"" + name);
                assertThat(here.contains(name) || written || name.startsWith("messages-"))
                        .as(file + " names " + named.group())
                        .isTrue();
            }
        });
    }
}
