package io.barsgateway.receive.tenant;

import io.barsgateway.receive.service.Tenant;
import java.util.List;

/**
 * What the settings of a service need to find in the routes folder: a route of the user's own, a mapping. It must be there at a start,
 * before changed services are taken, and before changed routes are.
 */
public interface NeededOfRoutes {

    List<Need> of(Tenant service);

    /**
     * One thing that must be there.
     *
     * @param name where a route begins, such as {@code direct:pas}, or a file, such as {@code local/pas.jsonata}
     * @param setting that names it, below the service: {@code delivery.route}
     */
    record Need(String name, String setting) {}
}
