package io.barsgateway.deliver.jsonata;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why an expression fails on a message, in words that quote nothing of the message. JSONata's own words quote values, so none of
 * them is ever used: its codes are (https://docs.jsonata.org, errors).
 */
public enum Mistake {
    TIME("runs longer than bars.mapping.timeout: look for a function that calls itself without an end"),
    DEPTH(
            "calls itself deeper than bars.mapping.max-depth: look for a function that calls itself without an end, or use $map, $filter or $reduce"),
    MEMORY("needs more memory than bars.mapping.max-memory: make less on the way"),
    SIZE("makes a value larger than bars.mapping.max-output"),
    MEMBERS("makes a list or an object of more than 50,000 members"),
    LEVELS("makes a value of more than 400 levels, or one that holds itself"),
    NO_FUNCTION("calls what is no function here: a pattern in / / goes into $match, $replace, $split or $contains"),
    PATTERN("gives a function what is no pattern: write it between two / in the mapping itself"),
    PATTERN_WORK(
            "matches a long text against a long pattern: shorten the pattern, or cut the text first by $substring"),
    EMPTY_MATCH("has a pattern that also matches nothing, such as /a*/: write /a+/", "D1004"),
    PICTURE("has a picture longer than 100 characters, or a width in it of more than two digits"),
    TIME_TEXT("gives $toMillis a text longer than a time with a picture can be (40 characters)"),
    TIME_MARKERS(
            "gives $toMillis a picture with more than seven markers side by side: put a sign such as / or : between them, and between [ and ] only letters, digits and : , - * #"),
    NO_TIME(
            "gives a function of times what is no FHIR date or time; a time needs its offset, such as 2026-11-20T10:00:00+00:00"),
    ROUNDING("rounds to more than 30 digits"),
    NO_TABLE("names a code table that is not in the routes folder"),
    UNKNOWN_CODE("has a code that is in no row of its code table: add a row"),
    NO_CODE("gives $translate what is no text, Coding or CodeableConcept with a code"),
    SAID("is ended by $error or $assert in the mapping"),
    NOTHING("makes nothing of this message: the whole expression has no value"),
    NO_JSON("makes something that JSON does not have, such as a function: call it, with ( ) behind its name"),
    NUMBER_RANGE("makes a number that JSON does not have", "D1001", "D3061"),
    NEGATION("negates what is no number", "D1002"),
    KEY("makes a member whose name is no text: turn it into text by $string", "T1003"),
    CALLED_NAME("calls what is no function: write a $ before the name", "T1005"),
    CALLED("calls what is no function", "T1006", "T1007", "T1008", "T1010", "T2006"),
    SAME_KEY("makes two members of one name", "D1009"),
    ARGUMENT("gives a function an argument of another kind than it takes", "T0410", "T0411"),
    LIST_ARGUMENT("gives a function a list with members of another kind than it takes", "T0412"),
    LEFT_NUMBER("calculates with a left side that is no number: turn it into one by $number", "T2001"),
    RIGHT_NUMBER("calculates with a right side that is no number: turn it into one by $number", "T2002"),
    RANGE("has a range (..) whose ends are not whole numbers", "T2003", "T2004"),
    RANGE_SIZE("has a range (..) of too many numbers", "D2014"),
    SORT_KINDS("sorts values of different kinds", "T2007", "T2008", "D3070"),
    COMPARED("compares values of different kinds by < or >", "T2009", "T2010"),
    TRANSFORM("changes an object (| | |) by something that is no object", "T2011", "T2012", "T2013"),
    TO_TEXT("turns what is no number into text", "D3001"),
    REPLACEMENT("replaces by what is no text", "D3010", "D3011", "D3012"),
    COUNT("limits how often by a number below 0", "D3020", "D3040"),
    TO_NUMBER("turns a text into a number that is none", "D3030"),
    REDUCED("gives $reduce a function with less than two arguments", "D3050"),
    ROOT("takes the root of a number below 0", "D3060"),
    NUMBER_PICTURE(
            "has a picture for numbers that cannot be used",
            "D3080",
            "D3081",
            "D3082",
            "D3083",
            "D3084",
            "D3085",
            "D3086",
            "D3087",
            "D3088",
            "D3089",
            "D3090",
            "D3091",
            "D3092",
            "D3093",
            "D3130",
            "D3131"),
    RADIX("has a base that is not from 2 to 36", "D3100"),
    TIME_PICTURE(
            "reads or writes a time that does not fit its picture",
            "D3110",
            "D3132",
            "D3133",
            "D3134",
            "D3135",
            "D3136"),
    MORE_THAN_ONE("finds more than one match where $single wants one", "D3138"),
    NONE("finds no match where $single wants one", "D3139"),
    URL("reads a URL that is none", "D3140"),
    OTHER("fails: an argument is of another kind, or cannot be read, or cannot be sorted");

    private final String words;
    private final String[] codes;

    Mistake(String words, String... codes) {
        this.words = words;
        this.codes = codes;
    }

    /** What the expression does that it must not. */
    public String words() {
        return words;
    }

    /** By JSONata's code; empty where it is no code of JSONata's, or one that cannot come of a compiled expression. */
    public static Optional<Mistake> of(String code) {
        return Arrays.stream(values())
                .filter(mistake -> Arrays.asList(mistake.codes).contains(code))
                .findFirst();
    }
}
