package io.barsgateway.fhir.form;

import com.fasterxml.jackson.databind.JsonNode;

/** A resource in whichever of its two forms it comes: peers answer in XML to a question that asked for JSON. */
public final class AnyForm {

    private AnyForm() {}

    /** A Fault where it is neither. */
    public static JsonNode read(byte[] bytes) {
        return switch (of(bytes)) {
            case XML -> FhirXml.read(bytes);
            case JSON -> FhirJson.read(bytes);
        };
    }

    /** Told by the first character that is not white space. */
    public static Format of(byte[] bytes) {
        for (byte character : bytes) {
            if (!Character.isWhitespace(character)) {
                return character == '<' ? Format.XML : Format.JSON;
            }
        }
        return Format.JSON;
    }
}
