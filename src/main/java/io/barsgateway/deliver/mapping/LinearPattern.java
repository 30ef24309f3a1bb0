package io.barsgateway.deliver.mapping;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Patterns on an engine (RE2/J) whose time grows with the text and the pattern, and no faster. They take the place of the JDK's own in
 * a compiled mapping, so that the library has none to search with: those can be made to search for ever by a text that a message brings.
 */
final class LinearPattern {

    private static final int MOST_CHARACTERS = 1000;
    private static final int MOST_PARTS = 10_000;
    private static final int MOST_REPEATS = 1000;

    private LinearPattern() {}

    /** @throws IllegalArgumentException with what it has that cannot be done, and what to write instead */
    static Pattern of(java.util.regex.Pattern literal) {
        String text = literal.pattern();
        if (text.length() > MOST_CHARACTERS || repeats(text) > MOST_REPEATS) {
            throw new IllegalArgumentException("this pattern is too large: up to 1,000 characters, and no more than"
                    + " 1,000 repetitions by { } all multiplied");
        }
        int flags = 0;
        if ((literal.flags() & java.util.regex.Pattern.CASE_INSENSITIVE) != 0) {
            flags |= Pattern.CASE_INSENSITIVE;
        }
        if ((literal.flags() & java.util.regex.Pattern.MULTILINE) != 0) {
            flags |= Pattern.MULTILINE;
        }
        try {
            Pattern pattern = Pattern.compile(text, flags);
            if (pattern.programSize() > MOST_PARTS) {
                throw new IllegalArgumentException("this pattern is too large: write a shorter one");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("this pattern cannot be used (" + e.getDescription()
                    + "): look-around such as (?=…) and back references such as \\1 are not there, since they can search"
                    + " for ever; match more, and choose with $contains or a group");
        }
    }

    /** The most that repetitions by braces may come to, all of them inside one another. */
    private static long repeats(String text) {
        long all = 1;
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
            int most = 0;
            int number = 0;
            for (int i = at + 1; i < text.length() && "0123456789,".indexOf(text.charAt(i)) >= 0; i++) {
                number = text.charAt(i) == ',' ? 0 : Math.min(10 * number + text.charAt(i) - '0', MOST_REPEATS + 1);
                most = Math.max(most, number);
            }
            all = Math.min(all * Math.max(most, 1), MOST_REPEATS + 1);
        }
        return all;
    }
}
