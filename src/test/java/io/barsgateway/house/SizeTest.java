package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Small enough to be read in one go. */
class SizeTest {

    @TestFactory
    Stream<DynamicTest> each_java_file() {
        return Sources.java().stream()
                .map(file -> dynamicTest(file.toString(), () -> {
                    List<String> lines = Sources.read(file).lines().toList();
                    assertThat(lines).hasSizeLessThanOrEqualTo(300);
                    assertThat(lines.stream()
                                    .filter(line -> line.startsWith("import "))
                                    .count())
                            .as("imports")
                            .isLessThanOrEqualTo(40);
                }));
    }

    @Test
    void each_stage_has_few_enough_files_to_be_one_topic() {
        Map<Path, Long> files = Sources.java().stream()
                .filter(file -> file.startsWith("src/main"))
                .filter(file -> ArchitectureTest.FLOW.contains(
                        file.getParent().getFileName().toString()))
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        assertThat(files)
                .allSatisfy(
                        (stage, count) -> assertThat(count).as(stage.toString()).isLessThanOrEqualTo(15));
    }

    @Test
    void the_readme_is_a_page_and_the_pom_can_be_read() {
        assertThat(Sources.read(Path.of("README.md")).lines().count()).isLessThanOrEqualTo(120);
        assertThat(Sources.read(Path.of("pom.xml")).lines().count()).isLessThanOrEqualTo(300);
    }
}
