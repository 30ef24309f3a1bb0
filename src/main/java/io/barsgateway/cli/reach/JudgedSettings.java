package io.barsgateway.cli.reach;

import java.nio.file.Path;
import java.util.Optional;

/** Says that settings are judged and not a running gateway, and which. */
public final class JudgedSettings {

    private JudgedSettings() {}

    /**
     * One sentence or two.
     *
     * @param base local side that was asked
     */
    public static String words(Optional<Path> config, boolean answers, String base) {
        String judged = config.map(file -> "Judged the settings file " + file)
                .orElse("Judged the settings of the environment and the defaults (--config names a settings file)");
        return answers
                ? judged + ". A gateway runs at " + base + ": leave --config out to look at what it uses."
                : judged + ": no gateway answers at " + base + " (--home or --url names another).";
    }
}
