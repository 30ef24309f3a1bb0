package io.barsgateway.fhir.identity;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What an NHS number is: ten digits, of which the last is the check digit of the others (NHS Data Dictionary, NHS NUMBER). */
public final class NhsNumber {

    private static final int DIGITS = 10;
    private static final int MODULUS = 11;
    private static final Pattern TEN_DIGITS = Pattern.compile("(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])");

    private NhsNumber() {}

    /** Whether somebody has typed one among other words, with or without spaces and dashes. */
    public static boolean isIn(String words) {
        return TEN_DIGITS.matcher(words).results().anyMatch(NhsNumber::isOne);
    }

    /** The words without each that is among them. */
    public static String takenFrom(String words) {
        return TEN_DIGITS.matcher(words).replaceAll(found -> isOne(found) ? "(NHS number)" : "$0");
    }

    private static boolean isOne(MatchResult found) {
        return is(found.group().replace(" ", "").replace("-", ""));
    }

    /** @param text without spaces or dashes */
    public static boolean is(String text) {
        if (!text.matches("[0-9]{10}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < DIGITS - 1; i++) {
            sum += (text.charAt(i) - '0') * (DIGITS - i);
        }
        return (MODULUS - sum % MODULUS) % MODULUS == text.charAt(DIGITS - 1) - '0';
    }
}
