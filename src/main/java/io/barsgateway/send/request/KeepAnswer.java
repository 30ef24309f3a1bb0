package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cases.SentCases;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.outbox.Work;
import io.barsgateway.send.proxy.ProxyReply;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps what a Receiver answered to a request of ours, and hands it on to the local system. A 409 about a duplicate has no
 * Bundle: it was taken, the answer was lost on the way, and the Receiver's id is what a search found, if anything.
 */
@Component
public final class KeepAnswer {

    private final SentCases cases;

    KeepAnswer(SentCases cases) {
        this.cases = cases;
    }

    public void keep(
            @Variable("work") Work work,
            @Variable("taken") ProxyReply taken,
            @Variable("foundId") @Nullable String foundId) {
        if (taken.body().bytes().length == 0) {
            return;
        }
        try {
            JsonNode answer = AnyForm.read(taken.body().bytes());
            if (answer.path("resourceType").asText().equals("Bundle")) {
                cases.answered(work, MessageBundle.of(answer));
            } else {
                cases.takenBefore(work, foundId == null ? "" : foundId);
            }
        } catch (Fault notFhir) {
            // It was read as a Bundle before; what is in it cannot be kept
            throw new IllegalStateException("The answer to a request is not FHIR", notFhir);
        }
    }
}
