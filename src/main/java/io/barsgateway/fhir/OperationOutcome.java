package io.barsgateway.fhir;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.fhir.form.Format;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The one shape in which we refuse: UKCore-OperationOutcome, severity error (Core 1.5.0, OperationOutcome-Example). The
 * decisive issue is the first: it is all that a Sender's software reads.
 */
public record OperationOutcome(List<Issue> issues) {

    private static final String PROFILE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OperationOutcome";
    private static final String SYSTEM = "https://fhir.nhs.uk/CodeSystem/http-error-codes";

    public OperationOutcome {
        issues = List.copyOf(issues);
    }

    /** With a single issue. */
    public OperationOutcome(FaultCode code, String diagnostics) {
        this(List.of(new Issue(code, diagnostics)));
    }

    public static OperationOutcome of(Fault fault) {
        return new OperationOutcome(fault.issues());
    }

    /** HTTP status of the first issue. */
    public int status() {
        return issues.get(0).code().status();
    }

    /** The outcome as text in that format, each with an id of its own. */
    public String in(Format format) {
        return switch (format) {
            case JSON ->
                """
                {"resourceType":"OperationOutcome","id":"%s","meta":{"profile":["%s"]},"issue":[%s]}""".formatted(
                                UUID.randomUUID(),
                                PROFILE,
                                issues.stream().map(OperationOutcome::json).collect(Collectors.joining(",")));
            case XML ->
                """
                <OperationOutcome xmlns="http://hl7.org/fhir"><id value="%s"/><meta><profile value="%s"/></meta>%s\
                </OperationOutcome>""".formatted(
                                UUID.randomUUID(),
                                PROFILE,
                                issues.stream().map(OperationOutcome::xml).collect(Collectors.joining()));
        };
    }

    private static String json(Issue issue) {
        return """
                {"severity":"error","code":"%s","details":{"coding":[{"system":"%s","code":"%s",\
                "display":"%d - %s"}]},"diagnostics":"%s"}""".formatted(
                        issue.code().issueType(),
                        SYSTEM,
                        issue.code().code(),
                        issue.code().status(),
                        issue.code().code(),
                        jsonEscaped(issue.diagnostics()));
    }

    private static String xml(Issue issue) {
        return """
                <issue><severity value="error"/><code value="%s"/><details><coding><system value="%s"/>\
                <code value="%s"/><display value="%d - %s"/></coding></details><diagnostics value="%s"/></issue>""".formatted(
                        issue.code().issueType(),
                        SYSTEM,
                        issue.code().code(),
                        issue.code().status(),
                        issue.code().code(),
                        xmlEscaped(issue.diagnostics()));
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
