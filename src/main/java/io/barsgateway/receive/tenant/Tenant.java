package io.barsgateway.receive.tenant;

import io.barsgateway.fhir.ServiceId;
import io.barsgateway.receive.tenant.ServicesProperties.Declared;
import io.barsgateway.receive.tenant.ServicesProperties.Slots;
import io.barsgateway.receive.tenant.ServicesProperties.Way;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A service that we receive for, as its settings declare it. */
public record Tenant(ServiceId id, ConformanceChoices reading, Declared declared) {

    private static final String ALL = "all";

    /** The service that an entry of bars.services declares. */
    public static Tenant of(Declared declared) {
        return new Tenant(
                new ServiceId(declared.system(), declared.id()),
                ConformanceChoices.of(declared.conformance(), declared.reading()),
                declared);
    }

    /** Its name; its id where it has none. */
    public String name() {
        return declared.name().isEmpty() ? declared.id() : declared.name();
    }

    public @Nullable String odsCode() {
        return declared.odsCode();
    }

    /** Whether that use-case code, lower-case, is among those declared. */
    public boolean takesUseCase(String code) {
        return takesAllUseCases()
                || declared.useCases().stream()
                        .anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(code));
    }

    public boolean takesAllUseCases() {
        return declared.useCases().contains(ALL);
    }

    /** Whether somebody decides on a booking, or its settings say that it is accepted unseen. */
    public boolean takesBookings() {
        return declared.accept().newBooking() == Way.ACCEPT_FIRST
                || declared.slots() != Slots.NONE
                || declared.confirm().url() != null;
    }

    /** Whether that Application version is among those declared. */
    public boolean takesVersion(String version) {
        return declared.versions().contains(ALL)
                || declared.versions().contains(version)
                || (reading.earlyVersions() && ConformanceChoices.EARLY.contains(version));
    }

    /** The Application versions that are named one by one; empty where it takes all. */
    public List<String> versions() {
        return declared.versions().contains(ALL) ? List.of() : declared.versions();
    }
}
