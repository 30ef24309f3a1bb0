package io.barsgateway.fhir;

/** A value of a message as an answer may repeat it: codes, ids and addresses; anything else could speak of a patient. */
public final class Stated {

    private static final int LONGEST = 120;

    private Stated() {}

    public static String value(String text) {
        if (text.isEmpty()) {
            return "(nothing)";
        }
        return text.length() <= LONGEST && text.matches("[A-Za-z0-9._:/|%*#?=&+-]+") ? text : "(not a code or an id)";
    }
}
