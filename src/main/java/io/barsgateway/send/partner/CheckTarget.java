package io.barsgateway.send.partner;

import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.Work;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Whether the target takes such a message for that use case; what it would only refuse is not sent (guide, Content-Negotiation). */
@Component
public final class CheckTarget {

    public void check(@Variable("work") Work work, @Variable("target") Target target) {
        String useCase = work.useContext().split("\\|", -1)[0];
        String url = Tree.text(
                        MessageBundle.of(FhirJson.read(work.body().bytes())).header(), "definition")
                .orElse("");
        String definition = url.substring(url.lastIndexOf('/') + 1);
        boolean taken = target.definitions().stream()
                .anyMatch(known -> known.name().equals(definition)
                        && (known.useCases().isEmpty() || known.useCases().contains(useCase)));
        if (!taken) {
            throw new CannotSucceed("the target takes no " + definition + " for the use case " + useCase);
        }
    }
}
