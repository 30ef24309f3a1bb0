package io.barsgateway.operate.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The route files as they were at one moment, so that what is checked is what is taken.
 *
 * @param files text by name, in the order in which they are loaded
 */
record RouteSet(SortedMap<String, String> files) {

    private static final String YAML = ".yaml";

    RouteSet {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Every YAML file of the folder itself. */
    static RouteSet read(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Path file : names(folder)) {
            files.put(String.valueOf(file.getFileName()), Files.readString(file));
        }
        return new RouteSet(files);
    }

    private static List<Path> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(YAML))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** Names of the files that are new, other or gone. */
    String differences(RouteSet before) {
        SortedMap<String, String> words = new TreeMap<>();
        files.forEach((file, text) -> {
            if (!text.equals(before.files().get(file))) {
                words.put(file, before.files().containsKey(file) ? file : file + " (new)");
            }
        });
        before.files().keySet().stream()
                .filter(file -> !files.containsKey(file))
                .forEach(file -> words.put(file, file + " (gone)"));
        return String.join(", ", words.values());
    }
}
