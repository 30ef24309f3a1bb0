package io.barsgateway.send.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.cases.LocalRequest;
import io.barsgateway.cases.SentCases;
import io.barsgateway.cases.SentCases.Sending;
import io.barsgateway.cases.accept.StableIds;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.Objection;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Recognised;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.send.partner.PartnerProperties;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Holds a message of ours with the work of sending it, and says so: 202, since it is not sent yet. */
@Component
public final class HoldRequest {

    private static final Logger log = LoggerFactory.getLogger(HoldRequest.class);

    private final SentCases cases;
    private final Tenants tenants;
    private final Partners partners;
    private final PartnerProperties partner;
    private final Clock clock;

    HoldRequest(SentCases cases, Tenants tenants, Partners partners, PartnerProperties partner, Clock clock) {
        this.cases = cases;
        this.tenants = tenants;
        this.partners = partners;
        this.partner = partner;
        this.clock = clock;
    }

    /** Null where its case has changed since it was read: what was composed from it is not held. */
    public @Nullable Answer hold(
            @Variable("draft") Draft draft,
            @Variable("message") Recognised message,
            @Variable("localRequest") LocalRequest localRequest) {
        HeldCase about = draft.about();
        StableIds ids = new StableIds(localRequest.key(), localRequest.credential(), "request");
        String reference = about == null ? ids.reference() : about.state().reference();
        String correlationId = draft.correlationId().isEmpty() ? ids.get().toString() : draft.correlationId();
        Sending sending = new Sending(
                ids.message(),
                UUID.randomUUID().toString(),
                about == null ? ids.get() : about.state().id(),
                reference,
                message.meaning(),
                tenants.of(message.source()).orElseThrow().id(),
                message.receiver(),
                correlationId,
                message.category(),
                message.useCase(),
                useContext(message),
                message.subject().type(),
                draft.bundle(),
                dueAt(message));
        ObjectNode receipt = JsonNodeFactory.instance.objectNode();
        receipt.put("reference", reference).put("correlationId", correlationId);
        receipt.put("requestId", sending.requestId());
        receipt.put("bundleId", message.bundleId())
                .put("messageId", sending.messageId().toString());
        String answer = new String(FhirJson.write(receipt), StandardCharsets.UTF_8);
        try {
            if (!cases.hold(sending, about, localRequest, answer)) {
                return null;
            }
        } catch (DuplicateKeyException e) {
            throw new Objection(
                    409,
                    "Idempotency-Key",
                    "a message under this key is being processed; send it again to hear its result");
        }
        log.info(
                "Held a message to send: {} to {} reference={} correlation={} message={}",
                message.meaning(),
                message.receiver(),
                reference,
                correlationId,
                sending.messageId());
        return Answer.json(202, answer);
    }

    /** Use case, kind or status, event, reason: the NHS's statistics read it, nobody else. */
    private static String useContext(Recognised message) {
        String kind = message.meaning().isBooking()
                ? Tree.text(message.subject().resource(), "status").orElse("")
                : message.category();
        String event = message.meaning().isBooking() ? "booking-request" : "servicerequest-request";
        String reason = Tree.object(message.bundle().header(), "reason")
                .flatMap(concept -> Tree.list(concept, "coding").stream()
                        .flatMap(coding -> Tree.text(coding, "code").stream())
                        .findFirst())
                .orElse("new");
        return String.join("|", message.useCase(), kind, event, reason);
    }

    /** A validation owes us a response: until its breach time, or as long as the partner is said to take. */
    private @Nullable Instant dueAt(Recognised message) {
        if (message.meaning() != Meaning.NEW_VALIDATION) {
            return null;
        }
        ServiceId target = message.receiver();
        Optional<Instant> said = partners.of(target)
                .flatMap(known -> Optional.ofNullable(known.respondsWithin()))
                .map(within -> clock.instant().plus(within));
        Optional<Instant> breach = Optional.of(message.subject())
                .map(Entry::resource)
                .flatMap(request -> Tree.text(request, "occurrencePeriod", "end"))
                .flatMap(Times::parse)
                .filter(end -> end.isAfter(clock.instant()));
        return said.or(() -> breach).orElseGet(() -> clock.instant().plus(partner.respondsWithin()));
    }
}
