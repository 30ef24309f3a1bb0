package io.barsgateway.receive.service;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.service.ServicesProperties.Declared;
import io.barsgateway.receive.service.ServicesProperties.Slots;
import io.barsgateway.receive.service.ServicesProperties.Way;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A service that we receive for, as its settings declare it. */
public record Tenant(ServiceId id, Declared declared, Readings readings) implements Receiver {

    private static final String ALL = "all";

    /** Versions in Bundle.meta.versionId that the assurance tool sends whatever the Application. */
    private static final List<String> EARLY = List.of("1.0.0", "1.0.0-beta", "1.1.0");

    /** The service that an entry of bars.services declares. */
    public static Tenant of(Declared declared) {
        return new Tenant(
                new ServiceId(declared.system(), declared.id()),
                declared,
                Readings.of(declared.conformance(), declared.reading()));
    }

    @Override
    public boolean reads(Choice choice) {
        return readings.make(choice);
    }

    /** Its name; its id where it has none. */
    public String name() {
        return declared.name().isEmpty() ? declared.id() : declared.name();
    }

    @Override
    public @Nullable String odsCode() {
        return declared.odsCode();
    }

    /** Whether that use-case code is among those declared. */
    @Override
    public boolean takesUseCase(String code) {
        return takesAllUseCases()
                || declares(one -> one.equals(code))
                || (isOldPharmacy(code) && declares(one -> one.startsWith("a5")));
    }

    /** Whether that code is the one that a5t1 to a5t3 took the place of, and stands for them here. */
    public boolean isOldPharmacy(String code) {
        return code.equals("referraltopharmacy") && reads(Choice.OLD_PHARMACY_CODE);
    }

    private boolean declares(Predicate<String> useCase) {
        return declared.useCases().stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .anyMatch(useCase);
    }

    public boolean takesAllUseCases() {
        return declared.useCases().contains(ALL);
    }

    /** Whether somebody decides on a booking, or its settings say that it is accepted unseen. */
    public boolean takesBookings() {
        return declared.accept().newBooking() == Way.ACCEPT_FIRST
                || declared.slots() != Slots.NONE
                || declared.confirm().isPossible();
    }

    /** Whether that Application version is among those declared. */
    @Override
    public boolean takesVersion(String version) {
        return declared.versions().contains(ALL)
                || declared.versions().contains(version)
                || (reads(Choice.EARLY_VERSIONS) && EARLY.contains(version));
    }

    /** The Application versions that are named one by one; empty where it takes all. */
    public List<String> versions() {
        return declared.versions().contains(ALL) ? List.of() : declared.versions();
    }
}
