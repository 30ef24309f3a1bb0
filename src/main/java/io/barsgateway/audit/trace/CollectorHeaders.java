package io.barsgateway.audit.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The headers in a file, one {@code Name: value} a line; a file that cannot be read has none, and the collector says what it thinks of that. */
record CollectorHeaders(Path file) implements Supplier<Map<String, String>> {

    @Override
    public Map<String, String> get() {
        Map<String, String> headers = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            line.substring(0, colon).strip(),
                            line.substring(colon + 1).strip());
                }
            }
        } catch (IOException unreadable) {
            headers.clear();
        }
        return headers;
    }
}
