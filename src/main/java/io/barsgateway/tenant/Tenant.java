package io.barsgateway.tenant;

import io.barsgateway.fhir.ServiceId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service that we receive for, with what it takes. */
public record Tenant(
        ServiceId id,
        String name,
        @Nullable String odsCode,
        List<String> useCases,
        List<String> versions,
        @Nullable URI url) {

    private static final String ALL = "all";

    /** The service that an entry of bars.services declares. */
    public static Tenant of(ServicesProperties.Declared declared) {
        return new Tenant(
                new ServiceId(declared.system(), declared.id()),
                declared.name(),
                declared.odsCode(),
                declared.useCases().stream()
                        .map(code -> code.toLowerCase(Locale.ROOT))
                        .toList(),
                declared.versions(),
                Optional.ofNullable(declared.delivery())
                        .map(ServicesProperties.Handover::url)
                        .orElse(null));
    }

    /** Whether that use-case code, lower-case, is among those declared. */
    public boolean takesUseCase(String code) {
        return useCases.contains(ALL) || useCases.contains(code);
    }

    /** Whether that Application version is among those declared. */
    public boolean takesVersion(String version) {
        return versions.contains(ALL) || versions.contains(version);
    }
}
