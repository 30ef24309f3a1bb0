package io.barsgateway.operate.work;

import io.barsgateway.answer.Answer;
import io.barsgateway.local.LocalCaller;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** {@code GET /operator/services}: our services, and which of them are paused. */
@Component
public final class ListServices {

    private final OurServices services;

    ListServices(OurServices services) {
        this.services = services;
    }

    public Answer list(@Variable("localCaller") LocalCaller caller) {
        return OperatorRequest.json(200, services.json(caller));
    }
}
