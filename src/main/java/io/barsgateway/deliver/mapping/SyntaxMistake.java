package io.barsgateway.deliver.mapping;

import java.util.Arrays;
import java.util.Set;

/** Why a text is no JSONata, by the codes of its documentation, in words that say what to write. They quote the mapping only. */
enum SyntaxMistake {
    OPEN_TEXT("a text has no second quote; it begins here or above", "S0101"),
    NUMBER("a number is too large", "S0102"),
    ESCAPE("a text has a \\ before a character that takes none: for a \\ write \\\\", "S0103", "S0104"),
    OPEN_NAME("a name in ` has no second `; it begins here or above", "S0105"),
    OPEN_COMMENT("a comment has no */", "S0106"),
    UNEXPECTED(
            "%1$s stands where it cannot: look for a comma, an operator or a bracket missing before it",
            "S0201", "S0211"),
    WANTED("%1$s is missing before %2$s", "S0202"),
    WANTED_AT_END("%1$s is missing before the end", "S0203"),
    OPERATOR("%1$s is no operator", "S0204", "S0205", "S0206"),
    END("the expression ends too early", "S0207"),
    PARAMETER("a parameter of a function has no $ before its name", "S0208"),
    PREDICATE("[ ] stands after { } : put [ ] first", "S0209", "S0215", "S0216"),
    GROUPS("two { } follow one another", "S0210"),
    ASSIGNED("the left side of := is no variable: write $ before its name", "S0212", "D2005"),
    STEP("%1$s stands in a path, where only names can: put a name with odd characters between two `", "S0213"),
    BOUND("after @ and # stands a variable: write $ before its name", "S0214"),
    PARENT("% goes up further than the path has come", "S0217"),
    EMPTY_PATTERN("a pattern is empty", "S0301"),
    OPEN_PATTERN("a pattern has no second /; it begins here or above", "S0302"),
    SIGNATURE("the signature of a function cannot be read", "S0401", "S0402"),
    OTHER("look for a bracket, a comma or a quote missing before this place");

    private static final Set<String> CLOSING = Set.of("}", "]", ")");

    private final String words;
    private final String[] codes;

    SyntaxMistake(String words, String... codes) {
        this.words = words;
        this.codes = codes;
    }

    static SyntaxMistake of(String code) {
        return Arrays.stream(values())
                .filter(mistake -> Arrays.asList(mistake.codes).contains(code))
                .findFirst()
                .orElse(OTHER);
    }

    /** For S0202 the first is what was expected; for others it is what stands there. */
    String words(String current, String expected) {
        return switch (this) {
            case WANTED -> (CLOSING.contains(current) ? "a comma or " : "") + words.formatted(current, expected);
            default -> words.replace("%1$s", current);
        };
    }
}
