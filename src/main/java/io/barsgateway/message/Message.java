package io.barsgateway.message;

import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.service.Tenant;
import java.util.List;

/**
 * One message that came in and has passed every rule that can be asked without knowing what came before it.
 *
 * @param recognised what it means; each part of that is here too
 * @param tenant the service of ours that it came in for
 */
public record Message(Recognised recognised, Tenant tenant) {

    public ParsedMessage parsed() {
        return recognised.parsed();
    }

    public Meaning meaning() {
        return recognised.meaning();
    }

    public String category() {
        return recognised.category();
    }

    public String useCase() {
        return recognised.useCase();
    }

    public ServiceId source() {
        return recognised.source();
    }

    public List<String> warnings() {
        return recognised.warnings();
    }

    public MessageBundle bundle() {
        return recognised.bundle();
    }

    public String bundleId() {
        return recognised.bundleId();
    }

    /** The resource that the message is about: its ServiceRequest, or its Appointment. */
    public Entry subject() {
        return recognised.subject();
    }
}
