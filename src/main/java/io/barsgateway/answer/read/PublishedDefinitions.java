package io.barsgateway.answer.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the published MessageDefinitions hold, as data: {@code bars/definitions.yaml}. */
final class PublishedDefinitions {

    private final Map<String, List<Focus>> byName;

    private PublishedDefinitions(Map<String, List<Focus>> byName) {
        this.byName = byName;
    }

    /** @param max a number or * */
    record Focus(String type, int min, String max, String profile) {

        private static Focus of(Map<String, String> line) {
            String[] bounds = Objects.requireNonNull(line.get("bounds")).split("\\.\\.", -1);
            return new Focus(
                    Objects.requireNonNull(line.get("type")),
                    Integer.parseInt(bounds[0]),
                    bounds[1],
                    Objects.requireNonNull(line.get("profile")));
        }
    }

    static PublishedDefinitions load() {
        try (InputStream data = Objects.requireNonNull(
                PublishedDefinitions.class.getResourceAsStream("/bars/definitions.yaml"), "definitions.yaml")) {
            Map<String, List<Map<String, String>>> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(data);
            return new PublishedDefinitions(read.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Map.Entry::getKey,
                            entry -> entry.getValue().stream().map(Focus::of).toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of the definition; empty where none has that name. */
    List<Focus> focus(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
