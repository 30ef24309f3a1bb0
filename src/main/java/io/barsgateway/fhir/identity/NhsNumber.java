package io.barsgateway.fhir.identity;

/** What an NHS number is: ten digits, of which the last is the check digit of the others (NHS Data Dictionary, NHS NUMBER). */
public final class NhsNumber {

    private static final int DIGITS = 10;
    private static final int MODULUS = 11;

    private NhsNumber() {}

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
