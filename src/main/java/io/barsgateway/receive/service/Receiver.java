package io.barsgateway.receive.service;

import io.barsgateway.fhir.identity.ServiceId;
import org.jspecify.annotations.Nullable;

/** The service that a message is for, as far as the rules of messages ask about it: ours ({@link Tenant}), or another's ({@link OtherReceiver}). */
public interface Receiver {

    ServiceId id();

    /** Of its organisation; null where that is not known. */
    @Nullable
    String odsCode();

    /** Whether it reads the standard so. */
    boolean reads(Choice choice);

    /** Whether it takes messages of that use case, its code in small letters. */
    boolean takesUseCase(String code);

    /** Whether it takes messages of that Application version. */
    boolean takesVersion(String version);
}
