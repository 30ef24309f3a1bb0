package io.barsgateway.tenant;

import io.barsgateway.fhir.Systems;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The services that this gateway receives for; without any, every message is 404.
 *
 * @param services one entry for each service id in the Endpoint Catalogue
 */
@ConfigurationProperties("bars")
public record ServicesProperties(@DefaultValue List<Declared> services) {

    public ServicesProperties {
        services = List.copyOf(services);
    }

    /**
     * One service.
     *
     * @param id value of its service id, such as a DoS service id
     * @param system system of its service id
     * @param odsCode of the organisation; where named, destination.receiver must not name another
     * @param name shown in the CapabilityStatement and in logs
     * @param useCases codes of usecases-categories-bars, or all
     * @param versions Application versions in Bundle.meta.versionId, or all
     * @param delivery where its messages are handed on to
     */
    public record Declared(
            String id,
            @DefaultValue(Systems.SERVICE_ID) String system,
            @Nullable String odsCode,
            @DefaultValue("") String name,
            @DefaultValue List<String> useCases,
            @DefaultValue List<String> versions,
            @Nullable Handover delivery) {

        public Declared {
            useCases = List.copyOf(useCases);
            versions = List.copyOf(versions);
            if (useCases.isEmpty() || versions.isEmpty()) {
                throw new IllegalArgumentException(
                        "bars.services of " + id + " must name its use-cases and its versions, or [all]");
            }
        }
    }

    /**
     * Where to.
     *
     * @param url that messages are posted to; absent, bars.delivery.url holds
     */
    public record Handover(@Nullable URI url) {}
}
