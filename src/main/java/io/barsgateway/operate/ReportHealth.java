package io.barsgateway.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.deliver.DeliveryAddresses;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.operate.routes.ReloadRoutes;
import io.barsgateway.outbox.Lanes;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkQueue;
import io.barsgateway.receive.tenant.ServicesProperties;
import io.barsgateway.send.proxy.Application;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Header;
import org.apache.camel.component.netty.NettyConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Whether messages can be taken in now, and what an operator should know beside it: 200 where the store answers and the port
 * is open, 503 where not. Work that waits for a setting or a person is a detail, and a neighbour that fails makes it degraded; neither is ever a reason to be taken
 * out of service.
 */
@Component
public final class ReportHealth {

    private static final Logger log = LoggerFactory.getLogger(ReportHealth.class);

    private final Listener inbound;
    private final WorkQueue queue;
    private final ReloadRoutes routes;
    private final List<String> gaps;
    private final Lanes lanes;
    private final Alarms alarms;

    ReportHealth(
            @Qualifier("inboundListener") Listener inbound,
            WorkQueue queue,
            ReloadRoutes routes,
            Gaps gaps,
            Lanes lanes,
            Alarms alarms) {
        this.lanes = lanes;
        this.alarms = alarms;
        this.inbound = inbound;
        this.queue = queue;
        this.routes = routes;
        this.gaps = gaps.found();
    }

    /** What the settings leave open; each gap holds work back, none stops the gateway. */
    @Component
    static final class Gaps {

        private final List<String> found = new ArrayList<>();

        Gaps(ServicesProperties services, DeliveryAddresses delivery, Application application) {
            if (services.services().isEmpty()) {
                found.add("bars.services names no service: every message is answered 404");
            }
            if (!delivery.areComplete()) {
                found.add("bars.delivery.url is not set: messages of services without a delivery.url are held");
            }
            if (!application.missing().isEmpty()) {
                found.add("the Sender is not set up, responses are held: set "
                        + String.join(", ", application.missing()));
            }
        }

        List<String> found() {
            return List.copyOf(found);
        }

        @EventListener(ApplicationReadyEvent.class)
        void warn() {
            found.forEach(log::warn);
        }
    }

    public Answer report(@Header(NettyConstants.NETTY_REMOTE_ADDRESS) InetSocketAddress remote) {
        ObjectNode health = JsonNodeFactory.instance.objectNode();
        boolean listening = inbound.boundPort() > 0;
        boolean stored = addWork(health);
        health.put("ready", listening && stored);
        health.put("degraded", !lanes.troubled().isEmpty());
        if (!remote.getAddress().isLoopbackAddress()) {
            // Who asks from elsewhere learns whether, not why
            health.remove("work");
            return answer(listening && stored, health);
        }
        health.put("store", stored ? "answers" : "does not answer");
        health.put("inbound", listening ? "open" : "closed");
        ArrayNode details = health.putArray("details");
        gaps.forEach(details::add);
        routes.broken()
                .forEach((file, reason) -> details.add("routes/" + file.getFileName() + " does not load: " + reason));
        alarms.standing().forEach((subject, words) -> details.add(subject + ": " + words));
        return answer(listening && stored, health);
    }

    private static Answer answer(boolean ready, ObjectNode health) {
        return Answer.json(ready ? 200 : 503, new String(FhirJson.write(health), StandardCharsets.UTF_8));
    }

    private boolean addWork(ObjectNode health) {
        try {
            ObjectNode work = health.putObject("work");
            for (String kind : List.of(Work.DELIVER, Work.SEND)) {
                ObjectNode counts = work.putObject(kind);
                counts.put("waiting", queue.count(kind, "ready"));
                counts.put("undelivered", queue.count(kind, "undelivered"));
                queue.oldestFailure(kind).ifPresent(reason -> counts.put("oldestFailure", reason));
            }
            return true;
        } catch (DataAccessException e) {
            health.remove("work");
            return false;
        }
    }
}
