package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever clones this repository can check what it claims: with what is in it, and nothing beside it. */
class EvidenceTest {

    private static final String OUTSIDE = String.join("/", "..", "shared");
    private static final String TAG = "@Tag(\"published\")";

    private static List<Path> tagged() {
        return Sources.java().stream()
                .filter(file -> !file.endsWith("EvidenceTest.java"))
                .filter(file -> Sources.read(file).contains(TAG))
                .toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    @Test
    void nothing_but_the_published_messages_is_looked_for_beside_the_repository() {
        assertThat(Sources.java().stream()
                        .filter(file -> !file.endsWith("EvidenceTest.java"))
                        .filter(file ->
                                Sources.read(file).replace("\", \"", "/").contains(OUTSIDE))
                        .map(EvidenceTest::name))
                .containsExactly("Published");
    }

    @Test
    void only_tests_with_their_tag_read_the_published_messages() {
        List<String> readers = Sources.java().stream()
                .filter(file -> !file.endsWith("EvidenceTest.java"))
                .filter(file -> Sources.read(file).contains("import io.barsgateway.fixture.Published;"))
                .map(EvidenceTest::name)
                .toList();

        assertThat(tagged().stream().map(EvidenceTest::name)).containsExactlyInAnyOrderElementsOf(readers);
        assertThat(readers).allMatch(name -> name.startsWith("Published"));
    }

    @Test
    void no_document_rests_on_a_test_that_only_some_can_run() {
        String names = tagged().stream().map(EvidenceTest::name).collect(Collectors.joining("|"));
        for (String document : List.of(
                "src/test/resources/conformance.txt",
                "docs/requirements.md",
                "docs/security.md",
                "docs/clinical-safety/hazard-log.md")) {
            assertThat(Sources.read(Path.of(document))).as(document).doesNotContainPattern("\\b(" + names + ")\\b");
        }
    }

    @Test
    void without_the_published_messages_their_tests_are_left_out_not_skipped() {
        assertThat(Sources.read(Path.of("pom.xml")))
                .contains(
                        "<excludedGroups>published</excludedGroups>",
                        "<activation><file><exists>${basedir}/" + OUTSIDE + "/data</exists></file></activation>");
        assertThat(Sources.java().stream()
                        .filter(file -> !file.endsWith("EvidenceTest.java"))
                        .filter(file -> Sources.read(file).contains("Assumptions"))
                        .map(EvidenceTest::name)
                        .filter(name -> !name.endsWith("Fault")))
                .as("a fault test may need what a machine does not let it do")
                .containsExactly("SmallDisk");
    }
}
