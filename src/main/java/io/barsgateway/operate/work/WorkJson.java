package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.deliver.address.DeliveryAddresses;
import io.barsgateway.deliver.view.CallSheet;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.duty.HandledWork.Handled;
import io.barsgateway.outbox.duty.ServicePauses;
import io.barsgateway.outbox.duty.ServicePauses.Pause;
import io.barsgateway.outbox.duty.WorkList.Item;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.send.proxy.Application;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Work as operators are told of it; {@code bars/operator.schema.json} says what each member is. */
@Component
final class WorkJson {

    private final DeliveryAddresses delivery;
    private final Application application;
    private final ServicePauses pauses;
    private final Alarms alarms;
    private final Tenants tenants;
    private final Clock clock;

    WorkJson(
            DeliveryAddresses delivery,
            Application application,
            ServicePauses pauses,
            Alarms alarms,
            Tenants tenants,
            Clock clock) {
        this.alarms = alarms;
        this.tenants = tenants;
        this.delivery = delivery;
        this.application = application;
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * One piece of work.
     *
     * @param sheet of its case
     * @param people whether contact and patient are told too
     */
    ObjectNode item(Item item, CallSheet sheet, boolean people) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", item.id())
                .put("reference", item.reference())
                .put("meaning", item.meaning().name());
        node.put("kind", item.kind().column()).put("service", item.service()).put("counterpart", item.counterpart());
        node.put("serviceName", name(item.service()));
        contact(item.service()).ifPresent(contact -> node.put("serviceContact", contact));
        node.put("state", item.state().name());
        node.put("scene", sheet.scene()).put("safeguarding", sheet.safeguarding());
        put(node, "due", item.dueAt());
        node.put("overdue", item.dueAt() != null && item.dueAt().isBefore(clock.instant()));
        node.put("attempts", item.attempts());
        put(node, "since", item.since());
        put(node, "next", item.nextAt());
        if (!item.reason().isEmpty()) {
            node.put("reason", item.reason());
        }
        node.put("words", words(item)).put("owner", item.owner()).put("underWay", item.leased());
        node.put("message", item.messageId().toString());
        if (people) {
            node.set("contact", sheet.contact());
            node.set("patient", sheet.patient());
        }
        return node;
    }

    /** Why it is still here, and what to do. */
    private String words(Item item) {
        if (item.leased()) {
            return "an attempt is under way"
                    + (item.reason().isEmpty() ? "" : "; the last one failed: " + item.reason());
        }
        return switch (item.state()) {
            case SET_ASIDE ->
                "set aside: " + item.reason() + ". Ask the owner of that system about Idempotency-Key "
                        + item.messageId()
                        + "; once the cause is mended: bars retry " + item.id() + "; handled in another way: "
                        + item.doneCommand();
            case RETURNING -> "rejected to its Requester, who has not confirmed that yet";
            case DECISION ->
                "a person handled what came before it in another way: bars retry " + item.id()
                        + " to let it go; where that was handled too: " + item.doneCommand();
            case BEHIND -> "waits behind what came before it in its case";
            case FAILING, WAITING ->
                held(item)
                        .orElseGet(() -> item.reason().isEmpty()
                                ? "its turn has not come yet"
                                : "attempt " + item.attempts() + " failed: " + item.reason() + ". It is tried again");
        };
    }

    /** What in the settings, or which pause, keeps it here. */
    private Optional<String> held(Item item) {
        if (item.kind() == WorkKind.SEND) {
            String trouble = alarms.standing().getOrDefault("messages to " + value(item.counterpart()), "");
            if (!application.missing().isEmpty()) {
                return Optional.of("the Sender is not set up: set " + String.join(", ", application.missing()));
            }
            return trouble.isEmpty() ? Optional.empty() : Optional.of("the way to them fails: " + trouble);
        }
        Optional<Pause> pause = pauses.of(item.service());
        if (pause.isPresent()) {
            return Optional.of("deliveries are paused until " + pause.get().until() + " by "
                    + pause.get().owner() + " (bars service resume)");
        }
        String trouble = alarms.standing().getOrDefault("deliveries of " + value(item.service()), "");
        if (!trouble.isEmpty()) {
            return Optional.of("its system is failing: " + trouble);
        }
        boolean deliverable =
                delivery.deliverable().stream().map(ServiceId::toString).anyMatch(item.service()::equals);
        return deliverable
                ? Optional.empty()
                : Optional.of("no delivery.url or delivery.route is set for this service");
    }

    private static String value(String service) {
        return service.substring(service.indexOf('|') + 1);
    }

    /** As the settings call it; its id where they do not have it any more. */
    private String name(String service) {
        return ServiceId.ofEndpoint(service)
                .flatMap(tenants::of)
                .map(tenant -> tenant.declared().name())
                .orElseGet(() -> value(service));
    }

    /** Whom to ring about a service of ours; empty where the settings name nobody. */
    private Optional<String> contact(String service) {
        return ServiceId.ofEndpoint(service)
                .flatMap(tenants::of)
                .map(tenant -> tenant.declared().contact())
                .filter(contact -> !contact.isEmpty());
    }

    /** What became of what a person asked for. */
    static ObjectNode handled(Handled handled) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode done = node.putArray("done");
        handled.done().forEach(item -> done.addObject()
                .put("id", item.id())
                .put("reference", item.reference())
                .put("meaning", item.meaning().name())
                .put("service", item.service()));
        ArrayNode left = node.putArray("left");
        handled.left().forEach(one -> left.addObject()
                .put("id", one.item().id())
                .put("reference", one.item().reference())
                .put("meaning", one.item().meaning().name())
                .put("why", one.why()));
        return node.put("more", handled.more());
    }

    static ObjectNode paused(Pause pause) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("service", pause.service()).put("mode", pause.mode().name());
        node.put("until", pause.until().toString()).put("since", pause.since().toString());
        if (!pause.reason().isEmpty()) {
            node.put("reason", pause.reason());
        }
        return node.put("owner", pause.owner());
    }

    private static void put(ObjectNode node, String name, @Nullable Instant at) {
        if (at != null) {
            node.put(name, at.toString());
        }
    }
}
