package io.barsgateway.fhir;

import java.util.Locale;

/** How entries of a Bundle are told apart by name: a UUID is the same in capitals and in small letters (RFC 9562), all else is as written. */
public final class FullUrl {

    private static final String UUID_URN = "urn:uuid:";

    private FullUrl() {}

    /** The text under which equal names are equal. */
    public static String key(String name) {
        return isUuid(name) ? name.toLowerCase(Locale.ROOT) : name;
    }

    public static boolean same(String one, String other) {
        return one.equals(other) || (one.equalsIgnoreCase(other) && key(one).equals(key(other)));
    }

    /** Whether it is of the form {@code urn:uuid:…}, which can only mean an entry of its own Bundle. */
    public static boolean isUuid(String name) {
        return name.regionMatches(true, 0, UUID_URN, 0, UUID_URN.length());
    }
}
