package io.barsgateway.fault;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.UUID;

/**
 * The one shape in which we refuse: UKCore-OperationOutcome, one issue, severity error (Core 1.5.0,
 * OperationOutcome-Example). The decisive code is all that a Sender's software reads.
 */
public record OperationOutcome(FaultCode code, String diagnostics) {

    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome";
    private static final String SYSTEM = "https://fhir.nhs.uk/CodeSystem/http-error-codes";

    public static OperationOutcome of(Fault fault) {
        return new OperationOutcome(fault.code(), fault.diagnostics());
    }

    /** The outcome as text in that format, each with an id of its own. */
    public String in(Format format) {
        return switch (format) {
            case JSON -> json();
            case XML -> xml();
        };
    }

    private String json() {
        return """
                {"resourceType":"OperationOutcome","id":"%s","meta":{"profile":["%s"]},\
                "issue":[{"severity":"error","code":"%s","details":{"coding":[{"system":"%s","code":"%s",\
                "display":"%d - %s"}]},"diagnostics":"%s"}]}""".formatted(
                        UUID.randomUUID(),
                        PROFILE,
                        code.issueType(),
                        SYSTEM,
                        code.code(),
                        code.status(),
                        code.code(),
                        jsonEscaped(diagnostics));
    }

    private String xml() {
        return """
                <OperationOutcome xmlns="http://hl7.org/fhir"><id value="%s"/><meta><profile value="%s"/></meta>\
                <issue><severity value="error"/><code value="%s"/><details><coding><system value="%s"/>\
                <code value="%s"/><display value="%d - %s"/></coding></details><diagnostics value="%s"/></issue>\
                </OperationOutcome>""".formatted(
                        UUID.randomUUID(),
                        PROFILE,
                        code.issueType(),
                        SYSTEM,
                        code.code(),
                        code.status(),
                        code.code(),
                        xmlEscaped(diagnostics));
    }

    private static String jsonEscaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String xmlEscaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x1f]", " ");
    }
}
