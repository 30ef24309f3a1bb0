package io.barsgateway.receive.service;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.service.ServicesProperties.Conformance;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service of another organisation, which a message of ours goes to. It is held to read the guide and to take everything: what it takes
 * it says itself, when it is asked before a message is sent.
 */
public record OtherReceiver(ServiceId id) implements Receiver {

    private static final Readings GUIDE = Readings.of(Conformance.GUIDE, Map.of());

    @Override
    public @Nullable String odsCode() {
        return null;
    }

    @Override
    public boolean reads(Choice choice) {
        return GUIDE.make(choice);
    }

    @Override
    public boolean takesUseCase(String code) {
        return true;
    }

    @Override
    public boolean takesVersion(String version) {
        return true;
    }
}
