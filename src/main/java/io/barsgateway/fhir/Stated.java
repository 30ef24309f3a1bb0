package io.barsgateway.fhir;

import java.util.regex.Pattern;

/** A value of a message as an answer may repeat it: codes, ids and addresses; anything else could speak of a patient. */
public final class Stated {

    private static final int LONGEST = 120;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/|%*#?=&+-]+");

    private Stated() {}

    public static String value(String text) {
        if (text.isEmpty()) {
            return "(nothing)";
        }
        return text.length() <= LONGEST && PLAIN.matcher(text).matches() ? text : "(not a code or an id)";
    }
}
