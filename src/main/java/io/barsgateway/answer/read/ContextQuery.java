package io.barsgateway.answer.read;

import io.barsgateway.fhir.Systems;
import io.barsgateway.message.Recognition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The context of a search for MessageDefinitions: a service id, a use case, or both; as {@code system|value} or the bare value,
 * in two parameters or, as the API's example has it, in one value that holds the second parameter whole.
 */
record ContextQuery(Optional<String> service, Optional<String> useCase) {

    private static final String NAME = "context";
    private static final Pattern SECOND = Pattern.compile("&" + NAME + "=");
    private static final Pattern USE_CASE = Pattern.compile("a\\d{1,2}t\\d{1,2}");

    static ContextQuery of(Map<String, List<String>> parameters, Recognition recognition) {
        List<String> tokens = new ArrayList<>();
        new SearchParameters(parameters).all(NAME).forEach(value -> tokens.addAll(List.of(SECOND.split(value))));
        if (tokens.isEmpty()) {
            throw SearchParameters.required(NAME, "is missing");
        }
        Optional<String> service = Optional.empty();
        Optional<String> useCase = Optional.empty();
        for (String token : tokens) {
            int bar = token.indexOf('|');
            String value = token.substring(bar + 1).strip();
            String code = value.toLowerCase(Locale.ROOT);
            boolean aboutUse = bar < 0
                    ? USE_CASE.matcher(code).matches()
                            || !recognition.application(code).isEmpty()
                    : Systems.same(token.substring(0, bar), Systems.USE_CASES);
            boolean aboutService =
                    bar < 0 ? value.chars().anyMatch(Character::isDigit) : isServiceSystem(token.substring(0, bar));
            if (value.isEmpty() || !(aboutUse || aboutService)) {
                throw SearchParameters.value(NAME, "is neither a service id nor a use case, as system|value");
            }
            if (aboutUse) {
                useCase = one(useCase, code, "use cases");
            } else {
                service = one(service, value, "service ids");
            }
        }
        return new ContextQuery(service, useCase);
    }

    /** The value, said once or more; no MessageDefinition is for two. */
    private static Optional<String> one(Optional<String> before, String value, String what) {
        if (before.filter(other -> !other.equals(value)).isPresent()) {
            throw SearchParameters.value(NAME, "names two " + what);
        }
        return Optional.of(value);
    }

    private static boolean isServiceSystem(String system) {
        String lower = system.toLowerCase(Locale.ROOT);
        return lower.endsWith("/dos-service-id") || lower.endsWith("/ers-dos-service-id") || lower.endsWith("/dos-id");
    }
}
