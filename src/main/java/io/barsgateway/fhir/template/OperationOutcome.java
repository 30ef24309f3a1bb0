package io.barsgateway.fhir.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The one shape in which we refuse: UKCore-OperationOutcome, severity error (Core 1.5.0, OperationOutcome-Example). The
 * decisive issue is the first: it is all that a Sender's software reads.
 */
public record OperationOutcome(List<Issue> issues) {

    private static final Template OUTCOME = Template.named("operation-outcome", "id", "issues");

    private static final Template ISSUE =
            Template.named("operation-outcome-issue", "type", "status", "code", "diagnostics");

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

    /** The outcome in that format, each with an id of its own. */
    public byte[] in(Format format) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        issues.forEach(issue -> all.add(tree(issue)));
        return AnyForm.write(OUTCOME.with(Map.of("id", UUID.randomUUID(), "issues", all)), format);
    }

    private static ObjectNode tree(Issue issue) {
        return ISSUE.with(Map.of(
                "type", issue.code().issueType(),
                "status", issue.code().status(),
                "code", issue.code().code(),
                "diagnostics", sayable(issue.diagnostics())));
    }

    /** Without what no FHIR holds: one character that cannot be written must not cost the caller its answer. */
    private static String sayable(String words) {
        return words.codePoints()
                .map(point -> FhirJson.isCharacter(point) ? point : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
