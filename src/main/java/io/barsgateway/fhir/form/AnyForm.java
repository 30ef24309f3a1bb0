package io.barsgateway.fhir.form;

import com.fasterxml.jackson.databind.JsonNode;

/** A resource in whichever of its two forms it comes: peers answer in XML to a question that asked for JSON. */
public final class AnyForm {

    /** Elements of what another system may answer: a searchset has many more than a message. */
    private static final int MOST = 200_000;

    private AnyForm() {}

    /** A Fault where it is neither, or larger than an answer may be. */
    public static JsonNode read(byte[] bytes) {
        Format format = of(bytes);
        DocumentSize.elements(bytes, format, MOST);
        return switch (format) {
            case XML -> FhirXml.read(bytes);
            case JSON -> FhirJson.read(bytes);
        };
    }

    /** The bytes of a resource in that form. */
    public static byte[] write(JsonNode resource, Format format) {
        return switch (format) {
            case JSON -> FhirJson.write(resource);
            case XML -> FhirXml.write(resource);
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
