package io.barsgateway.fhir.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Tree;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a resource as FHIR has it (R4, datatypes): whatever else stands there is no id, and goes into no address. */
public final class ResourceId {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private ResourceId() {}

    public static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    /** That of a resource; empty where it has none, or none that FHIR would have. */
    public static Optional<String> of(JsonNode resource) {
        return Tree.text(resource, "id").filter(ResourceId::isOne);
    }

    /** Gives a resource that id, first after its type, as FHIR JSON is usually read. */
    public static void give(ObjectNode resource, String id) {
        ObjectNode rest = resource.objectNode();
        rest.setAll(resource);
        resource.removeAll();
        resource.set("resourceType", rest.remove("resourceType"));
        resource.put("id", id);
        rest.remove("id");
        resource.setAll(rest);
    }
}
