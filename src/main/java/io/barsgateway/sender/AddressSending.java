package io.barsgateway.sender;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fault.Format;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.fhir.Systems;
import io.barsgateway.work.Work;
import java.net.URI;
import java.util.Base64;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Addresses a message to the service that its case came from, as Base64 of JSON where the standard has it so. */
@Component
public final class AddressSending {

    private final SenderProperties sender;
    private final Application application;

    AddressSending(SenderProperties sender, Application application) {
        this.sender = sender;
        this.application = application;
    }

    public Address address(@Variable("work") Work work) {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        target.put("system", work.counterpart().system())
                .put("value", work.counterpart().value());
        return new Address(
                URI.create(application.registered().api() + "/$process-message"),
                base64(target),
                base64(organisation()),
                base64(software()),
                Format.JSON.mediaType() + "; version=" + sender.coreVersion());
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
