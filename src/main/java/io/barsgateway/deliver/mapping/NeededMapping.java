package io.barsgateway.deliver.mapping;

import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.NeededOfRoutes;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The mapping that a service names. */
@Component
final class NeededMapping implements NeededOfRoutes {

    @Override
    public List<Need> of(Tenant service) {
        return Stream.ofNullable(service.declared().delivery().mapping())
                .map(file -> new Need(file, "delivery.mapping"))
                .toList();
    }
}
