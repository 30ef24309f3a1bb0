package io.barsgateway.operate.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesPropertiesTest {

    /** So that a log line names a folder that can be found, wherever the gateway was started. */
    @ParameterizedTest
    @ValueSource(strings = {"routes", "./routes", "routes/../routes/", "routes/local/.."})
    void the_folder_is_named_whole(String routes) {
        assertThat(new RoutesProperties(Path.of(routes), Duration.ZERO).routes())
                .isEqualTo(Path.of("routes").toAbsolutePath());
    }
}
