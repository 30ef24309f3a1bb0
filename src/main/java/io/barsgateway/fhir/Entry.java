package io.barsgateway.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One entry of a Bundle: what it is called inside the Bundle, empty where it has no fullUrl, and the resource. */
public record Entry(String fullUrl, ObjectNode resource) {

    public String type() {
        return Tree.text(resource, "resourceType").orElse("");
    }

    /** Whether it is the entry of that fullUrl. */
    public boolean isNamed(String reference) {
        return !reference.isEmpty() && FullUrl.same(fullUrl, reference);
    }

    /** Names the resource's type only. */
    @Override
    public String toString() {
        return type();
    }
}
