package io.barsgateway.operate.routefiles;

/**
 * What is wrong in a route file.
 *
 * @param file its name
 * @param line from 1; 0 where it is about the whole file
 * @param words what is wrong and what to write instead
 */
public record RouteProblem(String file, int line, String words) {

    @Override
    public String toString() {
        return line == 0 ? file + ": " + words : file + ":" + line + ": " + words;
    }
}
