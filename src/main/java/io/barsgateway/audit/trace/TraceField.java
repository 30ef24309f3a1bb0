package io.barsgateway.audit.trace;

import io.opentelemetry.api.common.AttributeKey;

/** Everything that a span says beside its name and its times: ids, codes and names of ours. A field for content is not to be added. */
public enum TraceField {
    CORRELATION_ID("bars.correlation_id"),
    REQUEST_ID("bars.request_id"),
    REFERENCE("bars.reference"),
    MESSAGE_ID("bars.message_id"),
    /** system|value of a service of ours. */
    SERVICE("bars.service"),
    /** The door that was used, or the meaning of a message. */
    OPERATION("bars.operation"),
    ATTEMPT("bars.attempt"),
    METHOD("http.request.method"),
    STATUS("http.response.status_code"),
    /** The kind of a failure; its words may hold anything. */
    ERROR("error.type");

    private final AttributeKey<String> key;

    TraceField(String name) {
        key = AttributeKey.stringKey(name);
    }

    AttributeKey<String> key() {
        return key;
    }
}
