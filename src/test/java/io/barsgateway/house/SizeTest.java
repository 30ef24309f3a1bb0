package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
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
    void the_readme_is_a_page_and_the_pom_can_be_read() {
        assertThat(Sources.read(Path.of("README.md")).lines().count()).isLessThanOrEqualTo(120);
        assertThat(Sources.read(Path.of("pom.xml")).lines().count()).isLessThanOrEqualTo(340);
    }
}
