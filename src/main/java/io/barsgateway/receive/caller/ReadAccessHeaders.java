package io.barsgateway.receive.caller;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.receive.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Decodes the access-control headers, Base64 of plain JSON. An absent one is accepted (the guide calls them optional), an
 * undecodable one is 401. The published Device sample is not valid FHIR, so no FHIR parser reads them.
 */
@Component
public final class ReadAccessHeaders {

    private static final String ORGANISATION = "NHSD-End-User-Organisation";
    private static final List<String> OTHERS = List.of("NHSD-Requesting-Software", "NHSD-Requesting-Practitioner");
    private static final int MAX_CODE = 64;
    private static final int MAX_LENGTH = 16 * 1024;

    public AccessHeaders read(@Variable("request") Request request) {
        List<String> record = new ArrayList<>();
        String organisation = decoded(request, ORGANISATION, record)
                .map(ReadAccessHeaders::odsCode)
                .orElse("");
        OTHERS.forEach(header -> decoded(request, header, record));
        return new AccessHeaders(organisation, String.join("\n", record));
    }

    private static Optional<JsonNode> decoded(Request request, String header, List<String> record) {
        Optional<String> value = request.header(header).filter(text -> !text.isBlank());
        value.ifPresent(text -> record.add(header + ": " + text));
        return value.map(text -> {
            try {
                if (text.length() > MAX_LENGTH) {
                    throw new Fault(FaultCode.UNAUTHORIZED, header + " is too long");
                }
                JsonNode json =
                        FhirJson.read(Base64.getDecoder().decode(text.strip().getBytes(StandardCharsets.US_ASCII)));
                if (!json.isObject()) {
                    throw new Fault(FaultCode.UNAUTHORIZED, header + " is not a JSON object");
                }
                return json;
            } catch (IllegalArgumentException e) {
                throw new Fault(FaultCode.UNAUTHORIZED, header + " is not Base64", e);
            } catch (Fault e) {
                throw new Fault(FaultCode.UNAUTHORIZED, header + " is not Base64 of JSON", e);
            }
        });
    }

    private static String odsCode(JsonNode organisation) {
        try {
            String code = Tree.identifier(organisation, Systems.ODS)
                    .or(() -> Tree.list(organisation, "identifier").stream()
                            .flatMap(identifier -> Tree.text(identifier, "value").stream())
                            .findFirst())
                    .orElse("");
            if (code.length() > MAX_CODE) {
                throw new Fault(FaultCode.UNAUTHORIZED, ORGANISATION + " holds no ODS code");
            }
            return code;
        } catch (Fault e) {
            throw new Fault(FaultCode.UNAUTHORIZED, ORGANISATION + " holds no ODS code", e);
        }
    }
}
