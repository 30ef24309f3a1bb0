package io.barsgateway.operate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/routes-reference.md is never behind the routes and the steps that it is about. */
class RoutesReferenceTest {

    private static final Path DOCUMENT = Path.of("docs/routes-reference.md");
    private static final Path MADE = Path.of("target/routes-reference.md");

    @Test
    void the_reference_says_what_a_route_can_use() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(MADE, String.join("\n", new RoutesReference().lines()) + "\n");

        assertThat(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")
                .as("copy " + MADE + " to " + DOCUMENT)
                .isEqualTo(Files.readString(MADE));
    }
}
