package io.barsgateway.receive.tenant;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.tenant.PartnersProperties.Partner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the settings say of services at other organisations; they may change while the gateway runs. */
@Component
public final class Partners {

    /** By the value of their ids. */
    private final Replaceable<Map<String, List<Partner>>> known;

    public Partners(PartnersProperties partners) {
        known = new Replaceable<>(byValue(partners));
    }

    /** What is said of that service. */
    public Optional<Partner> of(ServiceId id) {
        return known.get().getOrDefault(id.value(), List.of()).stream()
                .filter(partner -> partner.service().isSame(id))
                .findFirst();
    }

    /** The first whose id has that value, of whatever system. */
    Optional<ServiceId> ofValue(String value) {
        return known.get().getOrDefault(value, List.of()).stream()
                .map(Partner::service)
                .findFirst();
    }

    boolean are(PartnersProperties others) {
        return known.get().equals(byValue(others));
    }

    /** From now on this is said. */
    void replace(PartnersProperties next) {
        known.set(byValue(next));
    }

    private static Map<String, List<Partner>> byValue(PartnersProperties partners) {
        return partners.partners().stream().collect(Collectors.groupingBy(Partner::id));
    }
}
