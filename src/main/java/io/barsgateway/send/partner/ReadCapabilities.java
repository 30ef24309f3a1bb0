package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.outbox.CannotSucceed;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The BaRS Core version in a target's CapabilityStatement; one of a later major version cannot be talked to. */
@Component
public final class ReadCapabilities {

    private static final String NOT_SAID = "1.0.0";

    public String read(@Header(Exchange.HTTP_RESPONSE_CODE) int status, @Body byte @Nullable [] body) {
        JsonNode statement = TargetAnswer.resource(status, body, "CapabilityStatement", "/metadata");
        String version = statement.path("version").asText(NOT_SAID);
        if (version.matches("\\d+\\..*") && Integer.parseInt(version.substring(0, version.indexOf('.'))) > 1) {
            throw new CannotSucceed("the target speaks BaRS Core " + version + ", which is not ours");
        }
        return version;
    }
}
