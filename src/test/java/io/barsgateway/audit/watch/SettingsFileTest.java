package io.barsgateway.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.receive.caller.CallerProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsFileTest {

    private final Path folder;

    SettingsFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SettingsFile settings(Path file, Map<String, Object> above) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("above", above));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "Config resource 'file [" + file + "]' via location 'file:" + file + "'",
                        Map.of("bars.caller.names[0]", "old.test")));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("place", Map.of("spring.config.additional-location", "file:" + file)));
        return new SettingsFile(environment, List.of());
    }

    @Test
    void the_edited_file_counts_unless_a_setting_above_it_outranks_it() throws IOException {
        Path file = Files.writeString(
                folder.resolve("bars.yaml"),
                "bars: { caller: { names: [new.test, other.test], addresses: [192.0.2.1] } }");

        CallerProperties read = settings(file, Map.of()).bind("bars.caller", CallerProperties.class);
        assertThat(read.names()).containsExactly("new.test", "other.test");
        assertThat(read.addresses()).containsExactly("192.0.2.1");

        CallerProperties outranked =
                settings(file, Map.of("bars.caller.names", "above.test")).bind("bars.caller", CallerProperties.class);
        assertThat(outranked.names()).containsExactly("above.test");
        assertThat(outranked.addresses()).containsExactly("192.0.2.1");
    }

    @Test
    void what_was_read_is_read_again_when_the_file_has_changed() throws IOException {
        Path file = Files.writeString(folder.resolve("bars.yaml"), "bars: { caller: { names: [one.test] } }");
        SettingsFile settings = settings(file, Map.of());
        CallerProperties first = settings.bind("bars.caller", CallerProperties.class);
        assertThat(settings.bind("bars.caller", CallerProperties.class)).isSameAs(first);

        Files.writeString(file, "bars: { caller: { names: [two.test] } }");
        assertThat(settings.bind("bars.caller", CallerProperties.class).names()).containsExactly("two.test");

        Files.delete(file);
        assertThatThrownBy(() -> settings.bind("bars.caller", CallerProperties.class))
                .isInstanceOf(UnusableFile.class);
    }

    /** Only a file can change while the gateway runs, and settings are asked for at each look at the files. */
    @Test
    void without_a_file_settings_are_read_once() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("environment", Map.of("bars.caller.names[0]", "one.test")));
        SettingsFile settings = new SettingsFile(environment, List.of());

        CallerProperties first = settings.bind("bars.caller", CallerProperties.class);

        assertThat(first.names()).containsExactly("one.test");
        assertThat(settings.bind("bars.caller", CallerProperties.class)).isSameAs(first);
    }

    @Test
    void a_broken_file_is_refused_by_name() throws IOException {
        Path file = Files.writeString(folder.resolve("bars.yaml"), "bars: { caller: [");
        assertThatThrownBy(() -> settings(file, Map.of()).bind("bars.caller", CallerProperties.class))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("bars.yaml is no YAML at line 1: ");
    }
}
