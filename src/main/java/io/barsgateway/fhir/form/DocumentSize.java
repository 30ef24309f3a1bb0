package io.barsgateway.fhir.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How large the tree of a document would be, counted in one pass that makes none. A document that cannot be read is counted as far
 * as it can: whoever reads it next says what is wrong with it.
 */
public final class DocumentSize {

    /** Levels of a document; the deepest that is published has 13. */
    static final int DEPTH = 150;

    private static final JsonFactory JSON = FhirJson.factory();

    private DocumentSize() {}

    /**
     * How many elements and values a document has: in JSON each object, list and value; in XML each element and attribute.
     *
     * @throws Fault TOO_LONG where they are more than {@code most}, or nested deeper than 150
     */
    public static int elements(byte[] bytes, Format format, int most) {
        return switch (format) {
            case JSON -> inJson(bytes, most);
            case XML -> inXml(bytes, most);
        };
    }

    private static int inJson(byte[] bytes, int most) {
        int count = 0;
        int depth = 0;
        try (JsonParser json = JSON.createParser(bytes)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructEnd()) {
                    depth--;
                } else if (token != JsonToken.FIELD_NAME) {
                    depth += token.isStructStart() ? 1 : 0;
                    check(++count, depth, most);
                }
            }
        } catch (IOException e) {
            return count;
        }
        return count;
    }

    private static int inXml(byte[] bytes, int most) {
        int count = 0;
        int depth = 0;
        try {
            XMLStreamReader xml =
                    FhirXml.inputFactory().createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        count += 1 + xml.getAttributeCount();
                        check(count, ++depth, most);
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {
                        // Text is part of its element
                    }
                }
            }
        } catch (XMLStreamException e) {
            return count;
        }
        return count;
    }

    private static void check(int count, int depth, int most) {
        if (count > most) {
            throw new Fault(FaultCode.TOO_LONG, "The document has more than " + most + " elements");
        }
        if (depth > DEPTH) {
            throw new Fault(FaultCode.TOO_LONG, "The document is nested deeper than " + DEPTH);
        }
    }
}
