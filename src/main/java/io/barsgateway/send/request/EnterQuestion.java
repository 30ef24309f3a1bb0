package io.barsgateway.send.request;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.Objection;
import io.barsgateway.local.request.LocalRead;
import io.barsgateway.send.proxy.SenderProperties;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.stereotype.Component;

/** Asks one target so many questions at once: one that does not answer keeps no worker from the questions to others. */
@Component
public final class EnterQuestion {

    private final int atOnce;
    private final ConcurrentMap<ServiceId, Integer> asked = new ConcurrentHashMap<>();

    EnterQuestion(SenderProperties sender) {
        atOnce = sender.questionsAtOnce();
    }

    /** The question has its place until its request is answered. */
    public void enter(@Variable("read") LocalRead read, Exchange exchange) {
        ServiceId target = Objects.requireNonNull(read.target(), "a question has a target");
        if (asked.merge(target, 1, Integer::sum) > atOnce) {
            leave(target);
            throw new Objection(
                    503,
                    "path",
                    "names a service that has not answered earlier questions yet, as many as it is asked at once ("
                            + atOnce + "); ask again later");
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange answered) {
                leave(target);
            }
        });
    }

    private void leave(ServiceId target) {
        asked.computeIfPresent(target, (same, number) -> number == 1 ? null : number - 1);
    }
}
