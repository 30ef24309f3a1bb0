package io.barsgateway.fhir.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** FHIR XML to the same tree as FHIR JSON, and back, elements unknown to the R4 model included. DTDs and entities are refused. */
public final class FhirXml {

    static final String NAMESPACE = "http://hl7.org/fhir";

    private static final Pattern WITH_ASCII = Pattern.compile("(?i)us-ascii|iso-8859-\\d{1,2}|windows-125\\d");

    private FhirXml() {}

    /** @throws Fault INVALID that says where, and nothing of what stood there */
    public static JsonNode read(byte[] bytes) {
        try {
            XMLStreamReader xml = inputFactory().createXMLStreamReader(new StringReader(Utf8.text(bytes)));
            refuseOtherEncoding(xml.getCharacterEncodingScheme(), bytes);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new Fault(FaultCode.INVALID, "The body has a DTD, which FHIR XML never has");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    ObjectNode resource = new XmlElements(xml).resource();
                    readToEnd(xml);
                    return resource;
                }
            }
            throw new Fault(FaultCode.INVALID, "The body is empty");
        } catch (XMLStreamException e) {
            // The parser's own words may quote the text, which may be a patient's
            throw new Fault(
                    FaultCode.INVALID,
                    "The body is not acceptable XML"
                            + (e.getLocation() == null
                                    ? ""
                                    : ", see line " + e.getLocation().getLineNumber() + " column "
                                            + e.getLocation().getColumnNumber()));
        }
    }

    public static byte[] write(JsonNode resource) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (Writer text = new LineEnds(new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8)))) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new XmlText(xml, inputFactory()).root(resource);
            xml.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new Fault(FaultCode.NOT_ACCEPTABLE, "The answer cannot be written as XML", e);
        }
        return bytes.toByteArray();
    }

    /** Whoever believes the declaration would read other letters than we do, but for those of ASCII in encodings that have them. */
    private static void refuseOtherEncoding(@Nullable String declared, byte[] bytes) {
        boolean isSame = declared == null
                || declared.equalsIgnoreCase("UTF-8")
                || (WITH_ASCII.matcher(declared).matches() && Utf8.isAscii(bytes));
        if (!isSame) {
            throw new Fault(FaultCode.INVALID, "The XML declares another encoding than UTF-8, the encoding of FHIR");
        }
    }

    private static void readToEnd(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            xml.next();
        }
    }

    /** One for each document: none is promised to bear two threads. */
    static XMLInputFactory inputFactory() {
        // The JDK's own, not what else the class path offers: its limits are known
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // From JDK 24 on the parser stops at 100 levels by itself. Ours is lower than this value, so that DocumentSize
        // refuses first
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(2 * DocumentSize.DEPTH));
        return factory;
    }
}
