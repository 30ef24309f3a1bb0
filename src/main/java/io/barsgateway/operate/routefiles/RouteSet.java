package io.barsgateway.operate.routefiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of the routes folder and of its folder {@code local} as they were at one moment, so that what is checked is what is taken:
 * routes, the mappings and the code tables that they use.
 *
 * @param files text by path in the folder, such as {@code 40-deliver.yaml} or {@code local/pas.jsonata}, in the order in which they are loaded
 */
public record RouteSet(SortedMap<String, String> files) {

    /** The folder, in the routes folder, of what users add; a new version of the gateway brings nothing there. */
    private static final String LOCAL = "local";

    private static final String YAML = ".yaml";
    private static final List<String> KINDS = List.of(YAML, ".jsonata", ".csv");

    /** Stands in a text for bytes that are no UTF-8. */
    public static final String NO_CHARACTER = "\uFFFD";

    /** Stands for the text of a file that is larger than a file of routes, a mapping or a table can be. */
    public static final String TOO_LARGE = "\u0000larger than 1 MB";

    private static final int LARGEST = 1024 * 1024;

    public RouteSet {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Every file of a known kind that is in the folder itself or in its folder {@code local}. */
    public static RouteSet read(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Path file : names(folder)) {
            files.put(String.valueOf(file.getFileName()), text(file));
        }
        Path local = folder.resolve(LOCAL);
        for (Path file : Files.isDirectory(local) ? names(local) : List.<Path>of()) {
            files.put(LOCAL + "/" + file.getFileName(), text(file));
        }
        return new RouteSet(files);
    }

    /**
     * What is no UTF-8 becomes {@link #NO_CHARACTER}, what is too large {@link #TOO_LARGE}: whoever checks the set says where. A byte order
     * mark is not there.
     */
    private static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            return TOO_LARGE;
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                // It has grown since
                return TOO_LARGE;
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }

    private static List<Path> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> KINDS.stream().anyMatch(file.toString()::endsWith))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** The YAML files. */
    public SortedMap<String, String> routes() {
        return ofKind(YAML);
    }

    /** Files whose name ends so, without those that are too large. */
    public SortedMap<String, String> ofKind(String ending) {
        SortedMap<String, String> found = new TreeMap<>(files);
        found.keySet().removeIf(name -> !name.endsWith(ending));
        found.values().removeIf(TOO_LARGE::equals);
        return found;
    }

    /** Names of the files that are new, other or gone. */
    public String differences(RouteSet before) {
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
