package io.barsgateway.message.profile;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors of a validator as findings: its own words are left behind, since they quote the message. */
final class Findings {

    private static final Pattern URL = Pattern.compile("https?://[^\\s'\"|#,)\\]]+");
    private static final Pattern COUNT = Pattern.compile(
            "([A-Z][A-Za-z]*+(?:\\.[A-Za-z]++(?:\\[x])?+(?::[A-Za-z-]++)?+)++): (minimum required|max allowed) = (\\d+), but (?:only )?found (\\d+).*");
    private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[\\d+]\\.resource/\\*([A-Za-z]+)/");

    private static final Set<ResultSeverityEnum> SERIOUS =
            EnumSet.of(ResultSeverityEnum.ERROR, ResultSeverityEnum.FATAL);

    private Findings() {}

    /** The findings, and how often each was made, in their order. */
    static Map<Finding, Integer> of(List<SingleValidationMessage> messages, Set<String> known) {
        Map<Finding, Integer> grouped = new LinkedHashMap<>();
        messages.stream()
                .filter(message -> SERIOUS.contains(message.getSeverity()))
                .forEach(message -> grouped.merge(of(message, known), 1, Integer::sum));
        return grouped;
    }

    private static Finding of(SingleValidationMessage message, Set<String> known) {
        String words = Objects.requireNonNullElse(message.getMessage(), "");
        Matcher count = COUNT.matcher(words);
        boolean counts = count.matches();
        return new Finding(
                Objects.requireNonNullElse(message.getMessageId(), "Structure"),
                place(Objects.requireNonNullElse(message.getLocationString(), "")),
                definition(words, known),
                counts
                        ? count.group(1) + " " + count.group(4) + " times where "
                                + (count.group(2).startsWith("min") ? "at least " : "at most ") + count.group(3)
                                + " belong"
                        : "");
    }

    /** {@code Patient.name} for {@code Bundle.entry[3].resource/*Patient/…*}{@code /.name[0]}. */
    private static String place(String location) {
        Matcher entry = ENTRY.matcher(location);
        String type = entry.find() ? entry.group(1) : "Bundle";
        int after = location.lastIndexOf("*/");
        String path = after < 0 ? location : location.substring(after + 2);
        List<String> elements = new ArrayList<>();
        for (String element : path.split("\\.", -1)) {
            String name = element.replaceAll("\\[.*", "");
            if (name.matches("[a-zA-Z]+") && !name.equals("Bundle")) {
                elements.add(name);
            }
        }
        return String.join(".", type, String.join(".", elements)).replaceAll("\\.$", "");
    }

    /** Of the URLs that the validator speaks of the first that was loaded: any other may be the message's own. */
    private static String definition(String words, Set<String> known) {
        return URL.matcher(words)
                .results()
                .map(found -> found.group())
                .filter(known::contains)
                .findFirst()
                .orElse("");
    }
}
