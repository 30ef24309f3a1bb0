package io.barsgateway.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What becomes of changed files. */
class WatchFilesTest {

    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());

    private WatchFiles watching(Path settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "Config resource 'file [" + settings + "]'",
                        Map.of("spring.config.additional-location", "file:" + settings)));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "place", Map.of("spring.config.additional-location", "file:" + settings)));
        return new WatchFiles(
                new WatchProperties(Duration.ofMillis(10)), new SettingsFile(environment, List.of()), alarms);
    }

    @Test
    void settings_that_break_while_a_change_is_taken_are_one_alarm(@TempDir Path folder) throws IOException {
        Path settings = Files.writeString(folder.resolve("bars.yaml"), "bars: {}\n");
        Path own = Files.writeString(folder.resolve("own"), "one");
        try (WatchFiles watching = watching(settings)) {
            watching.watch("mine", () -> List.of(own), () -> {
                write(settings, "bars: [");
                throw new IllegalStateException("the settings cannot be read");
            });

            write(own, "two");

            Awaitility.await().until(() -> alarms.standing().containsKey("settings"));
            assertThat(alarms.standing()).containsOnlyKeys("settings");
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
