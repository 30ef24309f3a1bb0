package io.barsgateway.fhir;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text that a stranger may have written, as a log, an alarm or the audit may show it: what cannot be seen, or would begin a line of its own,
 * is a question mark.
 */
public final class Printable {

    /** Kinds of character that no log and no table can show. */
    private static final Set<Integer> ODD = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED);

    private static final String INSTEAD = "?";
    private static final Pattern NO_CODE = Pattern.compile("[^A-Za-z0-9_-]");
    private static final Pattern NO_ELEMENT = Pattern.compile("[^A-Za-z0-9_]");
    private static final int LONGEST_ELEMENT = 60;

    private Printable() {}

    /** The text, of at most so many characters. */
    public static String text(String text, int most) {
        return cut(text(text), most);
    }

    /** The whole text. */
    public static String text(String text) {
        return isPlain(text)
                ? text
                : text.codePoints()
                        .map(point -> ODD.contains(Character.getType(point)) ? '?' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The text between two quotation marks: it holds none itself. */
    public static String quoted(String text) {
        return text(text).replace('"', '?');
    }

    /** Where a code or a name is expected: ASCII letters, digits, _ and - only, of at most so many characters. */
    public static String code(String text, int most) {
        return NO_CODE.matcher(cut(text, most)).replaceAll(INSTEAD);
    }

    /** The name of an element, as a path has it: it came in a message, so that it may say anything and be of any length. */
    public static String element(String name) {
        String most = cut(name, LONGEST_ELEMENT);
        return isElement(most) ? most : NO_ELEMENT.matcher(most).replaceAll(INSTEAD);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** Almost every name, told without a search: each element of each message comes by here. */
    private static boolean isElement(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** Almost every text, told without a search. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
