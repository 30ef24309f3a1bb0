package io.barsgateway.operate.start;

import io.barsgateway.receive.service.ServicesProperties.Conformance;
import io.barsgateway.receive.service.ServicesProperties.Declared;
import io.barsgateway.receive.service.ServicesProperties.Slots;
import io.barsgateway.receive.service.Tenant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services that are set up for a demonstration or for the assurance tool, and never for patients. */
final class DemonstrationServices {

    private DemonstrationServices() {}

    /** Why they must not be there in production, by the name of the rule. */
    static Map<String, String> reasons(List<Tenant> services) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Declared service : services.stream().map(Tenant::declared).toList()) {
            if (service.slots() == Slots.GENERATED) {
                reasons.put(
                        "generated-slots",
                        "bars.services of " + service.id() + " has slots: generated, a demonstration");
            }
            if (service.conformance() == Conformance.TKW) {
                reasons.put(
                        "tkw-reading",
                        "bars.services of " + service.id() + " has conformance: tkw, for assurance only");
            }
        }
        return reasons;
    }
}
