package io.barsgateway.answer.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Times;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Bundle of type searchset; each entry has a fullUrl of its own, since some clients drop an id that repeats it. */
final class Searchset {

    private final ObjectNode bundle = JsonNodeFactory.instance.objectNode();

    Searchset(String path, Map<String, List<String>> parameters, int total, Instant now) {
        bundle.put("resourceType", "Bundle").put("id", UUID.randomUUID().toString());
        bundle.putObject("meta").put("lastUpdated", Times.instant(now));
        bundle.put("type", "searchset").put("total", total);
        List<String> asked = new ArrayList<>();
        parameters.forEach((name, values) -> values.forEach(value -> asked.add(encoded(name) + "=" + encoded(value))));
        bundle.putArray("link")
                .addObject()
                .put("relation", "self")
                .put("url", path + (asked.isEmpty() ? "" : "?" + String.join("&", asked)));
    }

    /** How an entry came to be there: match, include or outcome. */
    Searchset add(String mode, ObjectNode resource) {
        ObjectNode entry = bundle.withArray("entry").addObject();
        entry.put("fullUrl", "urn:uuid:" + UUID.randomUUID());
        entry.set("resource", resource);
        entry.putObject("search").put("mode", mode);
        return this;
    }

    ObjectNode bundle() {
        return bundle;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
