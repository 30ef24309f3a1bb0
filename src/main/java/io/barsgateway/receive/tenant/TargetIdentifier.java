package io.barsgateway.receive.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The header that names the service which a request is for (BaRS API specification, headers). */
final class TargetIdentifier {

    static final String HEADER = "NHSD-Target-Identifier";

    private TargetIdentifier() {}

    static ServiceId of(Request request) {
        return decoded(request.header(HEADER)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Fault(FaultCode.REQUIRED, HEADER + " is missing")));
    }

    /** @throws Fault where it is no Base64 of a system and a value */
    static ServiceId decoded(String header) {
        try {
            JsonNode json =
                    FhirJson.read(Base64.getDecoder().decode(header.strip().getBytes(StandardCharsets.US_ASCII)));
            if (!json.path("system").isTextual() || !json.path("value").isTextual()) {
                throw new Fault(FaultCode.VALUE, HEADER + " holds no system and value");
            }
            return new ServiceId(
                    json.path("system").textValue(), json.path("value").textValue());
        } catch (IllegalArgumentException e) {
            throw new Fault(FaultCode.VALUE, HEADER + " is not Base64", e);
        } catch (Fault e) {
            throw e.code() == FaultCode.VALUE ? e : new Fault(FaultCode.VALUE, HEADER + " is not Base64 of JSON", e);
        }
    }
}
