package io.barsgateway.fhir.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The extension of a MessageHeader that names the software of its sender; its parts are called as the published StructureDefinition has them. */
public final class DecisionSupport {

    private static final Template EXTENSION = Template.named("cdss-extension", "software", "version");

    private DecisionSupport() {}

    /** Of that software. */
    public static ObjectNode extension(String software, String version) {
        return EXTENSION.with(Map.of("software", software, "version", version));
    }
}
