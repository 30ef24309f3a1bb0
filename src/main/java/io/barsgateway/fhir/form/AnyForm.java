package io.barsgateway.fhir.form;

import com.fasterxml.jackson.databind.JsonNode;

/** A resource in whichever of its two forms it comes: peers answer in XML to a question that asked for JSON. */
public final class AnyForm {

    private AnyForm() {}

    /** Told by the first character that is not white space; a Fault where it is neither. */
    public static JsonNode read(byte[] bytes) {
        for (byte character : bytes) {
            if (!Character.isWhitespace(character)) {
                return character == '<' ? FhirXml.read(bytes) : FhirJson.read(bytes);
            }
        }
        return FhirJson.read(bytes);
    }
}
