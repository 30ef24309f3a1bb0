package io.barsgateway.operate.routefiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of the routes folder that look like routes, mappings or code tables and are read by nobody, with what to do. */
public final class UnreadFiles {

    private static final int DEPTH = 4;
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("[^/]{1,200}\\.(?:ya?ml|jsonata|csv)");

    private UnreadFiles() {}

    public static List<RouteProblem> in(Path folder) throws IOException {
        Set<String> read = RouteSet.read(folder).files().keySet();
        List<RouteProblem> unread = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !read.contains(name))
                    .sorted()
                    .forEach(name -> {
                        String file = name.substring(name.lastIndexOf('/') + 1);
                        if (LOOKS_LIKE_ONE
                                .matcher(file.toLowerCase(Locale.ROOT))
                                .matches()) {
                            unread.add(new RouteProblem(name, 0, "is not read: " + advice(name, file)));
                        }
                    });
        }
        return unread;
    }

    private static String advice(String name, String file) {
        String folder = name.substring(0, name.length() - file.length());
        if (!folder.isEmpty() && !folder.equals("local/")) {
            return "only the files of the folder itself and of local/ are; move it there";
        }
        int dot = file.lastIndexOf('.');
        String ending = file.substring(dot).toLowerCase(Locale.ROOT).replace(".yml", ".yaml");
        return "name it " + file.substring(0, dot) + ending;
    }
}
