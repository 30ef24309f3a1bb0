package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** {@code refused}: why a message of ours was refused for good. */
final class RefusalPart implements ViewPart {

    private final OperationOutcome outcome;
    private final ViewWriter writer;

    RefusalPart(OperationOutcome outcome, ViewWriter writer) {
        this.outcome = outcome;
        this.writer = writer;
    }

    @Override
    public void write(ObjectNode view) {
        view.putObject("refused").set("issues", ViewWriter.objects(outcome.getIssue(), this::issue));
    }

    private void issue(ObjectNode view, OperationOutcomeIssueComponent issue) {
        writer.text(view, "severity", issue.getSeverityElement());
        writer.text(view, "code", issue.getCodeElement());
        writer.concept(view, "details", issue.getDetails());
        writer.text(view, "diagnostics", issue.getDiagnosticsElement());
        writer.texts(view, "expressions", issue.getExpression());
        writer.texts(view, "locations", issue.getLocation());
    }
}
