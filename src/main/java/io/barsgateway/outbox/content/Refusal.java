package io.barsgateway.outbox.content;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.template.Template;
import io.barsgateway.outbox.CannotSucceed;
import java.util.Map;
import java.util.Optional;

/**
 * What the local system is told of a message of ours that was refused for good: the OperationOutcome of the other side as it
 * came, else one of ours that says why.
 */
public record Refusal(Format format, Original body) {

    /** In bytes. An OperationOutcome is a few lines; what is longer is not handed on. */
    static final int LONGEST = 65_536;

    private static final Template OURS = Template.named("refusal-for-local-system", "reason");

    public static Refusal of(Throwable failure, String reason) {
        return failure instanceof CannotSucceed known
                ? known.answer().flatMap(Refusal::theirs).orElseGet(() -> ours(reason))
                : ours(reason);
    }

    private static Optional<Refusal> theirs(Original answer) {
        if (answer.bytes().length == 0 || answer.bytes().length > LONGEST) {
            return Optional.empty();
        }
        try {
            return AnyForm.read(answer.bytes()).path("resourceType").asText().equals("OperationOutcome")
                    ? Optional.of(new Refusal(AnyForm.of(answer.bytes()), answer))
                    : Optional.empty();
        } catch (Fault notFhir) {
            return Optional.empty();
        }
    }

    private static Refusal ours(String reason) {
        return new Refusal(Format.JSON, new Original(FhirJson.write(OURS.with(Map.of("reason", reason)))));
    }
}
