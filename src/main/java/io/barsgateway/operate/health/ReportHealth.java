package io.barsgateway.operate.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.deliver.address.DeliveryAddresses;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.operate.routes.ReloadRoutes;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.duty.HeldWork;
import io.barsgateway.outbox.duty.HeldWork.Waiting;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.send.proxy.Application;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.camel.Header;
import org.apache.camel.component.netty.NettyConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether messages can be taken in now, and what an operator should know beside it: 200 where the store can be written and the port
 * is open, 503 where not. While an alarm stands it says degraded, and stays in service: another gateway would not do better. It
 * says what the last look found, and waits for nothing.
 */
@Component
public final class ReportHealth {

    private static final Logger log = LoggerFactory.getLogger(ReportHealth.class);

    private final Readiness readiness;
    private final HeldWork held;
    private final ReloadRoutes routes;
    private final Gaps gaps;
    private final Alarms alarms;

    ReportHealth(Readiness readiness, HeldWork held, ReloadRoutes routes, Gaps gaps, Alarms alarms) {
        this.alarms = alarms;
        this.readiness = readiness;
        this.held = held;
        this.routes = routes;
        this.gaps = gaps;
    }

    /** What the settings leave open; each gap holds work back, none stops the gateway. */
    @Component
    static final class Gaps {

        private final Tenants tenants;
        private final DeliveryAddresses delivery;
        private final Application application;

        Gaps(Tenants tenants, DeliveryAddresses delivery, Application application) {
            this.tenants = tenants;
            this.delivery = delivery;
            this.application = application;
        }

        /** As the settings are now. */
        List<String> found() {
            List<String> found = new ArrayList<>();
            if (tenants.all().isEmpty()) {
                found.add("bars.services names no service: every message is answered 404");
            }
            if (!delivery.areComplete()) {
                found.add(
                        "bars.delivery.url is not set: messages of services without a delivery.url or delivery.route are held");
            }
            if (!application.missing().isEmpty()) {
                found.add("the Sender is not set up, responses are held: set "
                        + String.join(", ", application.missing()));
            }
            return found;
        }

        @EventListener(ApplicationReadyEvent.class)
        void warn() {
            found().forEach(log::warn);
        }
    }

    public Answer report(@Header(NettyConstants.NETTY_REMOTE_ADDRESS) InetSocketAddress remote) {
        ObjectNode health = JsonNodeFactory.instance.objectNode();
        boolean listening = readiness.isListening();
        boolean stored = readiness.isStored();
        boolean ready = listening && stored;
        Map<String, String> standing = alarms.standing();
        health.put("ready", ready);
        health.put("status", ready ? standing.isEmpty() ? "ready" : "degraded" : "not ready");
        if (remote.getAddress().isLoopbackAddress()) {
            // Who asks from elsewhere learns whether, not why
            if (stored) {
                addWork(health.putObject("work"), held.last());
            }
            health.put("store", readiness.store().words());
            health.put("inbound", listening ? "open" : "closed");
            ArrayNode details = health.putArray("details");
            gaps.found().forEach(details::add);
            routes.problems().forEach(problem -> details.add("changed routes are not taken: " + problem));
            standing.forEach((subject, words) -> details.add(subject + ": " + words));
        }
        return Answer.json(ready ? 200 : 503, new String(FhirJson.write(health), StandardCharsets.UTF_8));
    }

    private static void addWork(ObjectNode work, HeldWork.Look look) {
        for (WorkKind kind : List.of(WorkKind.DELIVER, WorkKind.SEND)) {
            List<Waiting> found = look.waiting().stream()
                    .filter(waiting -> waiting.kind() == kind)
                    .toList();
            ObjectNode counts = work.putObject(kind.column());
            counts.put("waiting", sum(found, Waiting::waiting));
            counts.put(
                    "late",
                    sum(
                            found,
                            waiting ->
                                    waiting.late().count() + waiting.overdue().count()));
            counts.put("undelivered", sum(found, Waiting::undelivered));
            found.stream()
                    .filter(waiting -> !waiting.failure().isEmpty())
                    .min(Comparator.comparingLong(Waiting::failed))
                    .ifPresent(oldest -> counts.put("oldestFailure", oldest.failure()));
        }
    }

    private static long sum(List<Waiting> found, ToLongFunction<Waiting> part) {
        return found.stream().mapToLong(part).sum();
    }
}
