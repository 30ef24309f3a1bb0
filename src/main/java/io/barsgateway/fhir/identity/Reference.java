package io.barsgateway.fhir.identity;

import java.util.Locale;
import java.util.Optional;

/** The reference of a case, {@code K7QF2-M9T3A}: ten letters and digits that are read out on the telephone. */
public final class Reference {

    /** No letter that sounds or looks like a digit. */
    public static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 10;

    private Reference() {}

    /** As we write it, from ten of {@link #LETTERS}. */
    public static String of(String letters) {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    /**
     * Reads what somebody heard or typed: in any case, with or without the dash and with spaces, with O for 0, and I or L for 1. Empty
     * where that is no reference.
     */
    public static Optional<String> read(String typed) {
        String letters = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return letters.length() == LENGTH && letters.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0)
                ? Optional.of(of(letters))
                : Optional.empty();
    }
}
