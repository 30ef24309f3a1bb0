package io.barsgateway.message;

import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.identity.ServiceId;
import java.util.List;

/**
 * What a message means, by the rules of the standard: to one of our services, or to another organisation's that it will be sent to.
 *
 * @param receiver the service that it is for
 * @param category referral or validation; empty for bookings
 * @param source where answers to it go: {@code MessageHeader.source.endpoint}
 * @param warnings what is odd about it and does no harm: paths, rules and UUIDs, no other value
 */
public record Recognised(
        ParsedMessage parsed,
        ServiceId receiver,
        Meaning meaning,
        String category,
        String useCase,
        ServiceId source,
        List<String> warnings) {

    public Recognised {
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
