package io.barsgateway.send.partner;

import io.barsgateway.cases.SentStates;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.Work;
import io.barsgateway.send.proxy.ProxyCall;
import io.barsgateway.send.proxy.ProxyCalls;
import io.barsgateway.send.proxy.ProxyReply;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The search for what a Receiver made of a request whose answer was lost: a 409 about a duplicate has no ids
 * (docs/conformance.md, P3.4). Null where nothing was lost, its id is known, or the patient has no NHS number to search by.
 */
@Component
public final class AddressLost {

    private static final int DUPLICATE = 409;

    private final SentStates sent;
    private final ProxyCalls calls;

    AddressLost(SentStates sent, ProxyCalls calls) {
        this.sent = sent;
        this.calls = calls;
    }

    public @Nullable ProxyCall address(@Variable("work") Work work, @Variable("taken") ProxyReply taken) {
        boolean isKnown = sent.of(work.reference()).stream()
                .anyMatch(state -> !state.subjectId().isEmpty());
        if (taken.status() != DUPLICATE || isKnown || !work.meaning().isNew()) {
            return null;
        }
        String type = work.meaning().subjectType();
        return MessageBundle.of(FhirJson.read(work.body().bytes()))
                .first("Patient")
                .flatMap(patient -> Tree.identifier(patient.resource(), Systems.NHS_NUMBER))
                .map(number -> calls.ahead(
                        work,
                        "/" + type + "?patient:identifier=" + ProxyCalls.encoded(Systems.NHS_NUMBER + "|" + number)))
                .orElse(null);
    }
}
