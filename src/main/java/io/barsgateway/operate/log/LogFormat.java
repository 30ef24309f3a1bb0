package io.barsgateway.operate.log;

import io.barsgateway.audit.watch.Replaceable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a line of the log is written. The log begins before the settings are read, and is one for the process. */
public enum LogFormat {
    /** For people: time, level, thread, class, words. */
    TEXT,
    /** For programs: one JSON object a line. */
    JSON;

    private static final Replaceable<LogFormat> CURRENT = new Replaceable<>(named(System.getenv("BARS_LOG_FORMAT")));

    /** From the next line on. */
    static void use(LogFormat format) {
        CURRENT.set(format);
    }

    static LogFormat current() {
        return CURRENT.get();
    }

    /** In any case; TEXT where nothing or something else is said: the start is refused then, in words that can be read. */
    static LogFormat named(@Nullable String name) {
        return name != null && name.strip().toLowerCase(Locale.ROOT).equals("json") ? JSON : TEXT;
    }
}
