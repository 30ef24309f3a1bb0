package io.barsgateway.operate.metrics;

import io.barsgateway.answer.Answer;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.LocalCaller;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** How the gateway does, for a monitor that collects it: of services only those that its credential may act for. */
@Component
public final class AnswerMetrics {

    private final ExportMetrics metrics;

    AnswerMetrics(ExportMetrics metrics) {
        this.metrics = metrics;
    }

    public Answer answer(@Variable("localCaller") LocalCaller caller) {
        return Answer.text(
                200,
                metrics.text(service ->
                        caller.mayActFor(ServiceId.ofEndpoint(service).orElseGet(() -> new ServiceId("", service)))));
    }
}
