package io.barsgateway.fhir.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is meant, as the code of a system, in words, or both. */
public final class CodeableConcept {

    private static final Template CONCEPT = Template.named("codeable-concept", "system", "code", "display", "text");

    private CodeableConcept() {}

    /** That code, without words. */
    public static ObjectNode coded(String system, String code) {
        return of(system, code, null, null);
    }

    /** With those parts that are there. */
    public static ObjectNode of(
            @Nullable String system, @Nullable String code, @Nullable String display, @Nullable String text) {
        Map<String, String> values = new HashMap<>();
        putIfSaid(values, "system", system);
        putIfSaid(values, "code", code);
        putIfSaid(values, "display", display);
        putIfSaid(values, "text", text);
        return CONCEPT.with(values);
    }

    private static void putIfSaid(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
