package io.barsgateway.operate.routefiles;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the parser of YAML says of a mistake that people often make, and what to write instead. */
enum YamlMistake {
    TAB("'\\t", "a tab stands here; indent with spaces"),
    COLON(
            "mapping values are not allowed",
            "a line above or here stands too deep, or a text holds a colon; put such a text in quotes"),
    OPEN_QUOTE("found '<scalar>'", "a quote is opened here or above and not closed"),
    DEPTH(
            "expected <block end>",
            "this line stands at another depth than those that it belongs to; give it their indent"),
    KEY("expected ',' or '}'", "a { or [ is opened here or above and not closed"),
    LIST("expected ',' or ']'", "a { or [ is opened here or above and not closed"),
    QUOTE("unexpected end of stream", "a quote is opened above and not closed"),
    SIMPLE_KEY("could not find expected ':'", "a key has no colon behind it; write `key: value`"),
    DOUBLE("found duplicate key", "a key stands twice in one part; keep one"),
    ANCHOR("undefined alias", "a text that begins with * must stand in quotes"),
    STAR("expected alphabetic or numeric character", "a text that begins with * or & must stand in quotes"),
    ESCAPE("unknown escape character", "in double quotes a backslash is written twice; or use single quotes"),
    AT_SIGN("cannot start any token", "a text that begins so must stand in quotes"),
    TAG("could not determine a constructor for the tag", "no tags (!...) are taken; write plain values"),
    DOCUMENTS("found another document", "--- begins a second document; write one list of routes in one file");

    private final String said;
    private final String advice;

    YamlMistake(String said, String advice) {
        this.said = said;
        this.advice = advice;
    }

    /** What is wrong in a text, where the parser says so of that line: with advice, and at the line where it began. */
    static RouteProblem problem(String file, String text, int line, String said) {
        Optional<YamlMistake> mistake =
                Stream.of(values()).filter(one -> said.contains(one.said)).findFirst();
        return new RouteProblem(
                file,
                mistake.filter(OPEN_QUOTE::equals)
                        .map(open -> openedAt(text, line))
                        .orElse(line),
                "is no YAML here: " + said
                        + mistake.map(one -> "; " + one.advice).orElse(""));
    }

    /** A quote that is not closed takes what follows until the next one: the first line with an odd number is where it began. */
    private static int openedAt(String text, int line) {
        List<String> lines = text.lines().limit(line).toList();
        return IntStream.rangeClosed(1, lines.size())
                .filter(number -> lines.get(number - 1)
                                        .replace("\\\"", "")
                                        .chars()
                                        .filter(one -> one == '"')
                                        .count()
                                % 2
                        == 1)
                .findFirst()
                .orElse(line);
    }
}
