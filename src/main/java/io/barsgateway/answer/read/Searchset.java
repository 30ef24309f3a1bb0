package io.barsgateway.answer.read;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.template.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Bundle of type searchset; each entry has a fullUrl of its own, since some clients drop an id that repeats it. */
final class Searchset {

    private static final Template SEARCHSET = Template.named("read/searchset", "id", "now", "total", "asked");

    private static final Template ENTRY = Template.named("read/searchset-entry", "id", "resource", "mode");

    private final ObjectNode bundle;

    Searchset(String path, Map<String, List<String>> parameters, int total, Instant now) {
        List<String> asked = new ArrayList<>();
        parameters.forEach((name, values) -> values.forEach(value -> asked.add(encoded(name) + "=" + encoded(value))));
        bundle = SEARCHSET.with(Map.of(
                "id", UUID.randomUUID(),
                "now", Times.instant(now),
                "total", IntNode.valueOf(total),
                "asked", path + (asked.isEmpty() ? "" : "?" + String.join("&", asked))));
    }

    /** How an entry came to be there: match, include or outcome. */
    Searchset add(String mode, ObjectNode resource) {
        bundle.withArray("entry").add(ENTRY.with(Map.of("id", UUID.randomUUID(), "resource", resource, "mode", mode)));
        return this;
    }

    ObjectNode bundle() {
        return bundle;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
