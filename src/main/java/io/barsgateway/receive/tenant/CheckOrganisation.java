package io.barsgateway.receive.tenant;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.service.Tenant;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Open to any organisation, unless the service names one that it takes nothing from (guide, Authorisation): 401 forbidden. */
@Component
public final class CheckOrganisation {

    public void check(@Variable("tenant") Tenant tenant, @Variable("accessHeaders") AccessHeaders accessHeaders) {
        if (tenant.declared().refuses().stream()
                .anyMatch(code -> code.equalsIgnoreCase(accessHeaders.organisation()))) {
            throw new Fault(
                    FaultCode.DENIED, "This service takes nothing from the organisation in NHSD-End-User-Organisation");
        }
    }
}
