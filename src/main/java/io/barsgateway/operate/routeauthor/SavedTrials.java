package io.barsgateway.operate.routeauthor;

import io.barsgateway.operate.routeauthor.TryRoute.Tried;
import io.barsgateway.operate.routefiles.RouteProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Trials that were kept beside the routes: what they sent then must be what they send now. */
@Component
public final class SavedTrials {

    private static final String FOLDER = "local/trials";
    private static final String MEANT =
            "; look with `bars routes try`, and keep the new one with --save if it is meant";

    private final TryRoute tryRoute;

    SavedTrials(TryRoute tryRoute) {
        this.tryRoute = tryRoute;
    }

    /** @return the file */
    public Path save(Path folder, String name, Tried tried, Trial trial) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,60}")) {
            throw new IllegalArgumentException("a trial's name has letters, digits, dots and dashes only");
        }
        Path file = Files.createDirectories(folder.resolve(FOLDER)).resolve(name + ".json");
        return Files.writeString(file, KeptTrial.of(tried, trial).text());
    }

    /** How many are kept beside these routes. */
    public int count(Path folder) throws IOException {
        return files(folder).size();
    }

    /** Each that gives another result now, with the places that differ. */
    public List<RouteProblem> problems(Path folder) throws Exception {
        List<RouteProblem> problems = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = FOLDER + "/" + file.getFileName();
            try {
                KeptTrial kept = KeptTrial.read(Files.readString(file));
                Trial trial = tryRoute.run(folder, kept.tried());
                kept.differences(trial).forEach(place -> problems.add(new RouteProblem(name, 0, place + MEANT)));
            } catch (IOException | RuntimeException e) {
                problems.add(new RouteProblem(name, 0, "cannot be tried: " + e.getMessage()));
            }
        }
        return problems;
    }

    private static List<Path> files(Path folder) throws IOException {
        Path trials = folder.resolve(FOLDER);
        if (!Files.isDirectory(trials)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(trials)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
