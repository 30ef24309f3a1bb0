package io.barsgateway.send.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.Work;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.send.proxy.ProxyCall.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes calls to the proxy: where a service is reached, and the headers that say for whom and from whom, as Base64 of JSON. */
@Component
public final class ProxyCalls {

    private static final String OURS = "1.5.0";

    private final SenderProperties sender;
    private final Partners partners;
    private final Application application;
    private final Tenants tenants;

    ProxyCalls(SenderProperties sender, Partners partners, Application application, Tenants tenants) {
        this.tenants = tenants;
        this.sender = sender;
        this.partners = partners;
        this.application = application;
    }

    /** A question to a service, under a new X-Request-Id. */
    public ProxyCall question(ServiceId service, String operation, String correlationId) {
        return question(service, operation, correlationId, organisation(Optional.empty()));
    }

    private ProxyCall question(ServiceId service, String operation, String correlationId, ObjectNode organisation) {
        return new ProxyCall(
                Method.GET,
                operation,
                url(operation),
                target(service),
                base64(organisation),
                base64(software()),
                accept(service, null),
                UUID.randomUUID().toString(),
                correlationId,
                "",
                null);
    }

    /** A question ahead of a message or about it, to whom it goes; those of one attempt share its lease as X-Correlation-Id. */
    public ProxyCall ahead(Work work, String operation) {
        return question(
                work.counterpart(), operation, work.lease().toString(), organisation(tenants.of(work.service())));
    }

    /** A message, under its own ids and in the version that both have. */
    public ProxyCall message(Work work, @Nullable String coreVersion) {
        String operation = "/$process-message";
        return new ProxyCall(
                Method.POST,
                operation,
                url(operation),
                target(work.counterpart()),
                base64(organisation(tenants.of(work.service()))),
                base64(software()),
                accept(work.counterpart(), coreVersion),
                work.requestId(),
                work.correlationId(),
                work.useContext(),
                work.body());
    }

    /** One value of an address: everything that means something in one is escaped. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Camel resolves property placeholders in the address of a call (CVE-2026-78164): one that came from outside would read our
     * settings, so none is ever let through.
     */
    private URI url(String operation) {
        if (operation.contains("{{") || operation.contains("}}")) {
            throw new CannotSucceed("an id or a parameter of the call is not one that FHIR has");
        }
        return URI.create(application.registered().api() + operation);
    }

    private static String target(ServiceId service) {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        return base64(target.put("system", service.system()).put("value", service.value()));
    }

    private String accept(ServiceId service, @Nullable String coreVersion) {
        return Format.JSON.mediaType() + "; version=" + version(service, coreVersion);
    }

    /** What is set for the partner, else the highest that both have, else what is set for all. */
    private String version(ServiceId service, @Nullable String coreVersion) {
        return partners.of(service)
                .flatMap(partner -> Optional.ofNullable(partner.coreVersion()))
                .orElseGet(() -> coreVersion == null ? sender.coreVersion() : lower(OURS, coreVersion));
    }

    private static String lower(String one, String other) {
        return weight(other) > 0 && weight(other) < weight(one) ? other : one;
    }

    /** As the proxy weighs X.Y.Z. */
    private static int weight(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length == 3 && version.matches("\\d{1,3}\\.\\d{1,2}\\.\\d{1,2}")
                ? Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]) * 100 + Integer.parseInt(parts[2])
                : 0;
    }

    /** Whose service it is that speaks; of a question, and where a service does not say, the organisation of the gateway. */
    private ObjectNode organisation(Optional<Tenant> own) {
        String code =
                own.flatMap(service -> Optional.ofNullable(service.odsCode())).orElse(sender.odsCode());
        String name = own.map(service -> service.declared().organisation())
                .filter(stated -> !stated.isEmpty())
                .orElse(sender.organisation());
        ObjectNode organisation = JsonNodeFactory.instance.objectNode();
        organisation.put("resourceType", "Organization");
        organisation
                .putArray("identifier")
                .addObject()
                .put("system", Systems.ODS)
                .put("value", code);
        return organisation.put("name", name);
    }

    /** As the API's own example has it: deviceName and version are objects there, though FHIR has lists. */
    private ObjectNode software() {
        ObjectNode device = JsonNodeFactory.instance.objectNode();
        device.put("resourceType", "Device");
        device.putObject("deviceName").put("name", sender.software()).put("type", "manufacturer-name");
        device.putObject("version").put("value", sender.softwareVersion());
        return device;
    }

    private static String base64(ObjectNode json) {
        return Base64.getEncoder().encodeToString(FhirJson.write(json));
    }
}
