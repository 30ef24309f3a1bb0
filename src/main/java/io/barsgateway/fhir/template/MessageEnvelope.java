package io.barsgateway.fhir.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/** The Bundle of a message that we compose, before it has entries. */
public final class MessageEnvelope {

    private static final Template ENVELOPE = Template.named("message-envelope", "id", "version", "now");

    private MessageEnvelope() {}

    /**
     * A new one.
     *
     * @param version of the Application, in {@code meta.versionId}; without it where empty
     */
    public static ObjectNode of(UUID id, String version, String now) {
        return ENVELOPE.with(Map.of("id", id, "version", version, "now", now));
    }
}
