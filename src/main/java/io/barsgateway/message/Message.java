package io.barsgateway.message;

import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.receive.tenant.Tenant;
import java.util.List;

/**
 * One message that has passed every rule that can be asked without knowing what came before it.
 *
 * @param category referral or validation; empty for bookings
 * @param source where answers to it go: {@code MessageHeader.source.endpoint}
 * @param warnings what is odd about it and does no harm: paths, rules and UUIDs, no other value
 */
public record Message(
        ParsedMessage parsed,
        Tenant tenant,
        Meaning meaning,
        String category,
        String useCase,
        ServiceId source,
        List<String> warnings) {

    public Message {
        warnings = List.copyOf(warnings);
    }

    public MessageBundle bundle() {
        return parsed.bundle();
    }

    public String bundleId() {
        return bundle().id().orElse("");
    }

    /** The resource that the message is about: its ServiceRequest, or its Appointment. */
    public Entry subject() {
        return bundle().first(meaning.subjectType())
                .orElseThrow(() -> new IllegalStateException("A checked message has its subject"));
    }
}
