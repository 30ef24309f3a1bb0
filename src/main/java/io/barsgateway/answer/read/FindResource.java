package io.barsgateway.answer.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.SearchCases;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.Tenant;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * GET /Appointment/{id} and /ServiceRequest/{id}: the one that we gave that id, as it stands now
 * (docs/conformance.md, W2.11).
 */
@Component
public final class FindResource {

    private final SearchCases cases;

    FindResource(SearchCases cases) {
        this.cases = cases;
    }

    public ObjectNode find(@Variable("request") Request request, @Variable("tenant") Tenant tenant) {
        String[] path = request.path().split("/", -1);
        String type = path[1];
        String id = path[2];
        if (id.isEmpty()) {
            throw new Fault(FaultCode.REQUIRED, "The path has no id after /" + type + "/");
        }
        if (!Ids.isUuid(id)) {
            throw new Fault(FaultCode.VALUE, "The id in the path, after /" + type + "/, is not a UUID");
        }
        return cases.byId(tenant.id(), type, id)
                .orElseThrow(() ->
                        new Fault(FaultCode.NOT_FOUND, "The path: No " + type + " of this service has the id " + id));
    }
}
