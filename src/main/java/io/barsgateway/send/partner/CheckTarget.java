package io.barsgateway.send.partner;

import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.message.Recognition;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.Work;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Whether the target takes such a message for that use case; what it would only refuse is not sent (guide, Content-Negotiation). */
@Component
public final class CheckTarget {

    private final Recognition recognition;

    CheckTarget(Recognition recognition) {
        this.recognition = recognition;
    }

    public void check(@Variable("work") Work work, @Variable("target") Target target) {
        String useCase = work.useContext().split("\\|", -1)[0];
        String definition = recognition.definitionName(
                Tree.text(MessageBundle.of(FhirJson.read(work.body().bytes())).header(), "definition")
                        .orElse(""));
        // A message need not cite one; then the target judges
        boolean taken = target.definitions().stream()
                .anyMatch(known -> (definition.isEmpty() || known.name().equals(definition))
                        && (known.useCases().isEmpty() || known.useCases().contains(useCase)));
        if (!taken) {
            throw new CannotSucceed("the target takes no " + (definition.isEmpty() ? "message" : definition)
                    + " for the use case " + useCase);
        }
    }
}
