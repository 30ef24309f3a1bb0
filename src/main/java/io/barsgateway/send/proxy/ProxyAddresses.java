package io.barsgateway.send.proxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.receive.tenant.PartnersProperties;
import io.barsgateway.send.partner.Target;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a service is reached through the proxy, and the headers that say for whom and from whom, as Base64 of JSON. */
@Component
public final class ProxyAddresses {

    private static final String OURS = "1.5.0";

    private final SenderProperties sender;
    private final PartnersProperties partners;
    private final Application application;

    ProxyAddresses(SenderProperties sender, PartnersProperties partners, Application application) {
        this.sender = sender;
        this.partners = partners;
        this.application = application;
    }

    /** A question to a service, under a new X-Request-Id. */
    public Address at(ServiceId service, String suffix, String correlationId) {
        return at(service, suffix, correlationId, null);
    }

    /** A message or question to a service that may be known. */
    Address at(ServiceId service, String suffix, String correlationId, @Nullable Target known) {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        target.put("system", service.system()).put("value", service.value());
        return new Address(
                URI.create(application.registered().api() + suffix),
                base64(target),
                base64(organisation()),
                base64(software()),
                Format.JSON.mediaType() + "; version=" + version(service, known),
                UUID.randomUUID().toString(),
                correlationId);
    }

    /** What is set for the partner, else the highest that both have, else what is set for all. */
    private String version(ServiceId service, @Nullable Target known) {
        return partners.of(service)
                .flatMap(partner -> Optional.ofNullable(partner.coreVersion()))
                .orElseGet(() -> known == null ? sender.coreVersion() : lower(OURS, known.coreVersion()));
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

    private ObjectNode organisation() {
        ObjectNode organisation = JsonNodeFactory.instance.objectNode();
        organisation.put("resourceType", "Organization");
        organisation
                .putArray("identifier")
                .addObject()
                .put("system", Systems.ODS)
                .put("value", sender.odsCode());
        return organisation.put("name", sender.organisation());
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
