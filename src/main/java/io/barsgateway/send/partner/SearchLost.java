package io.barsgateway.send.partner;

import io.barsgateway.cases.SentCases;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.Work;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Where a Receiver is asked for what it made of a request whose answer was lost: a 409 about a duplicate has no ids
 * (bars-protocol 3.4). Empty text where nothing was lost, its id is known, or the patient has no NHS number to search by.
 */
@Component
public final class SearchLost {

    private static final int DUPLICATE = 409;

    private final SentCases cases;

    SearchLost(SentCases cases) {
        this.cases = cases;
    }

    public String path(@Variable("work") Work work, @Header(Exchange.HTTP_RESPONSE_CODE) int status) {
        boolean isKnown = cases.states(work.reference()).stream()
                .anyMatch(state -> !state.subjectId().isEmpty());
        if (status != DUPLICATE || isKnown || !work.meaning().startsWith("NEW_")) {
            return "";
        }
        String type = work.meaning().endsWith("BOOKING") ? "Appointment" : "ServiceRequest";
        return MessageBundle.of(FhirJson.read(work.body().bytes()))
                .first("Patient")
                .flatMap(patient -> Tree.identifier(patient.resource(), Systems.NHS_NUMBER))
                .map(number -> type + "?patient:identifier="
                        + URLEncoder.encode(Systems.NHS_NUMBER + "|" + number, StandardCharsets.UTF_8))
                .orElse("");
    }
}
