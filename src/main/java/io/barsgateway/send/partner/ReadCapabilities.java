package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.send.proxy.ProxyReply;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The BaRS Core version in a target's CapabilityStatement; one of a later major version cannot be talked to. */
@Component
public final class ReadCapabilities {

    private static final String NOT_SAID = "1.0.0";

    public String read(@Variable("reply") ProxyReply reply) {
        JsonNode statement = TargetAnswer.resource(reply, "CapabilityStatement", "/metadata");
        String version = statement.path("version").asText(NOT_SAID);
        if (version.matches("\\d+\\..*") && Integer.parseInt(version.substring(0, version.indexOf('.'))) > 1) {
            throw new CannotSucceed("the target speaks BaRS Core " + version + ", which is not ours");
        }
        return version;
    }
}
