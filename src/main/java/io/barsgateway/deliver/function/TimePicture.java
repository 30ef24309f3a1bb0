package io.barsgateway.deliver.function;

/**
 * Whether a time can be read by a picture in a moment. The library turns the picture into a pattern for the JDK's engine, which tries
 * each way to share the text out between markers that stand side by side: of seven it tries all ways in some tenths of a second, of
 * twenty it would for days.
 */
final class TimePicture {

    private static final int MOST_SIDE_BY_SIDE = 7;
    private static final String IN_A_MARKER = ":,-*#";

    /** Numbers in words, as [Dw] reads them, have these in them. */
    private static final String IN_WORDS = " ,-";

    private TimePicture() {}

    /** Markers count together over the whole picture: when a later one does not fit, the earlier ones are shared out anew. */
    static boolean canBeRead(String picture) {
        boolean words = hasWords(picture);
        boolean apart = true;
        int sideBySide = 1;
        for (int i = 0; i < picture.length(); i++) {
            char character = picture.charAt(i);
            if (character != '[' || picture.startsWith("[[", i)) {
                // The library leaves some ] out
                apart |= character != ']' && !isOfAMarker(character) && !(words && isOfWords(character));
                i += character == '[' ? 1 : 0;
                continue;
            }
            int end = picture.indexOf(']', i);
            if (end < 0 || !isMarker(picture.substring(i + 1, end))) {
                return false;
            }
            sideBySide += apart ? 0 : 1;
            apart = false;
            i = end;
        }
        return sideBySide <= MOST_SIDE_BY_SIDE;
    }

    private static boolean isMarker(String marker) {
        return marker.chars().allMatch(c -> isOfAMarker(c) || IN_A_MARKER.indexOf(c) >= 0 || Character.isWhitespace(c));
    }

    /** Letters and digits are what every marker reads. */
    private static boolean isOfAMarker(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private static boolean isOfWords(int character) {
        return IN_WORDS.indexOf(character) >= 0;
    }

    private static boolean hasWords(String picture) {
        return picture.indexOf('w', 1) >= 0 || picture.indexOf('W', 1) >= 0;
    }
}
