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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What becomes of changed files. */
class WatchFilesTest {

    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());

    /** Settings whose word is "wrong" are refused. */
    record Settings(String word) {}

    private SettingsFile file(Path settings) {
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
        return new SettingsFile(
                environment,
                List.of(all -> all.forEach(source -> {
                    if ("wrong".equals(source.getProperty("story.word"))) {
                        throw new IllegalArgumentException("story.word is wrong");
                    }
                })));
    }

    private WatchFiles watching(SettingsFile settings) {
        return new WatchFiles(new WatchProperties(Duration.ofMillis(10)), settings, alarms);
    }

    private WatchFiles watching(Path settings) {
        return watching(file(settings));
    }

    @Test
    void a_change_is_taken_out_of_the_settings_that_were_judged(@TempDir Path folder) throws Exception {
        Path path = Files.writeString(folder.resolve("bars.yaml"), "story: {word: one}\n");
        SettingsFile settings = file(path);
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        AtomicBoolean first = new AtomicBoolean(true);
        try (WatchFiles watching = watching(settings)) {
            watching.watch("first", List::of, () -> {
                if (first.getAndSet(false)) {
                    write(path, "story: {word: wrong}\n");
                }
            });
            watching.watch(
                    "second",
                    List::of,
                    () -> taken.add(settings.bind("story", Settings.class).word()));

            write(path, "story: {word: two}\n");

            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
            Awaitility.await().until(() -> alarms.standing().containsKey("settings"));
            write(path, "story: {word: two}\n");
            assertThat(taken.poll(10, TimeUnit.SECONDS)).as("it is taken again").isEqualTo("two");
            assertThat(taken).isEmpty();
        }
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

    /** Its file was mended while nothing ran, so that no change will come that ends it. */
    @Test
    void an_old_alarm_ends_after_a_restart_that_finds_all_well(@TempDir Path folder) throws IOException {
        Path settings = Files.writeString(folder.resolve("bars.yaml"), "bars: {}\n");
        Path own = Files.writeString(folder.resolve("own"), "one");
        alarms.kept(alarms.news(), Map.of("mine", "it could not be used", "another", "of another gateway"));
        try (WatchFiles watching = watching(settings)) {
            watching.watch("mine", () -> List.of(own), () -> {});

            Awaitility.await().until(() -> alarms.news().settled().contains("mine"));

            assertThat(alarms.news().settled()).doesNotContain("another");
        }
    }

    @Test
    void what_is_wrong_now_is_not_settled() {
        alarms.raise("mine", "it cannot be used");
        alarms.kept(alarms.news(), Map.of("mine", "it cannot be used elsewhere"));

        alarms.settle("mine");

        assertThat(alarms.news().settled()).isEmpty();
        assertThat(alarms.standing()).containsKey("mine");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
