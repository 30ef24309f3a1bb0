package io.barsgateway.request;

import io.barsgateway.acceptance.CaseState.Status;
import io.barsgateway.fault.Fault;
import io.barsgateway.fault.Format;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Tree;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.local.Objection.Problem;
import io.barsgateway.message.CheckMessage;
import io.barsgateway.message.Message;
import io.barsgateway.message.Parsed;
import io.barsgateway.tenant.ServicesProperties;
import io.barsgateway.tenant.Tenant;
import io.barsgateway.tenant.Tenants;
import java.util.Map;
import org.apache.camel.Variable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.stereotype.Component;

/**
 * A message of ours meets the rules that a Receiver would hold it to, is from a service that the caller may act for, and is
 * about a case that is still open.
 */
@Component
public final class CheckDraft {

    private final CheckMessage rules;
    private final Tenants tenants;

    CheckDraft(CheckMessage rules, Tenants tenants) {
        this.rules = rules;
        this.tenants = tenants;
    }

    public Message check(@Variable("draft") Draft draft, @Variable("localCaller") LocalCaller caller) {
        try {
            ServiceId target = Tree.list(draft.bundle().header(), "destination").stream()
                    .flatMap(destination -> Tree.text(destination, "endpoint").stream())
                    .flatMap(endpoint -> ServiceId.ofEndpoint(endpoint).stream())
                    .findFirst()
                    .orElseThrow(() -> new Objection(400, "$", "MessageHeader.destination.endpoint names no service"));
            Message message = rules.check(
                    new Parsed(new Original(FhirJson.write(draft.bundle().tree())), Format.JSON, draft.bundle()),
                    takesAll(target));
            checkSender(message, caller);
            checkCase(draft, message);
            return message;
        } catch (Fault fault) {
            throw new Objection(
                    400,
                    fault.issues().stream()
                            .map(issue -> new Problem("$", issue.diagnostics()))
                            .toList());
        }
    }

    private void checkSender(Message message, LocalCaller caller) {
        if (message.meaning().isResponse()) {
            throw new Objection(400, "$", "responses are reported at /responses");
        }
        if (tenants.of(message.source()).isEmpty() || !caller.mayActFor(message.source())) {
            throw new Objection(403, "$", "MessageHeader.source.endpoint is no service that you may act for");
        }
    }

    private static void checkCase(Draft draft, Message message) {
        if (message.meaning().isNew()) {
            return;
        }
        if (draft.about() == null) {
            throw new Objection(400, "X-Bars-Reference", "must name the case that is updated or cancelled");
        }
        if (draft.about().state().status() != Status.OPEN) {
            throw new Objection(
                    409,
                    "$.reference",
                    "the case is over: " + draft.about().state().status());
        }
        String id = draft.about()
                .state()
                .merged()
                .first(message.subject().type())
                .map(Entry::resource)
                .flatMap(subject -> Tree.text(subject, "id"))
                .orElse("");
        if (id.isEmpty()) {
            throw new Objection(409, "$.reference", "the Receiver has not answered the request yet");
        }
    }

    /** Their own limits are asked of them before it is sent. */
    private static Tenant takesAll(ServiceId target) {
        return Tenant.of(new Binder(new MapConfigurationPropertySource(Map.of(
                        "s.id",
                        target.value(),
                        "s.system",
                        target.system(),
                        "s.use-cases",
                        "all",
                        "s.versions",
                        "all")))
                .bindOrCreate("s", ServicesProperties.Declared.class));
    }
}
