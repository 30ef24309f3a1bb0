package io.barsgateway.answer.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.tenant.Choice;
import io.barsgateway.receive.tenant.Tenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** GET /MessageDefinition: what the service receives, by use case, made from its settings (docs/conformance.md, P6.2). */
@Component
public final class FindDefinitions {

    private static final String WORKFLOW = "http://terminology.hl7.org/CodeSystem/usage-context-type";

    private final Recognition recognition;
    private final PublishedDefinitions published = PublishedDefinitions.load();
    private final Clock clock;

    FindDefinitions(Recognition recognition, Clock clock) {
        this.recognition = recognition;
        this.clock = clock;
    }

    public ObjectNode find(@Variable("request") Request request, @Variable("tenant") Tenant tenant) {
        ContextQuery query = ContextQuery.of(request.query(), recognition);
        boolean here = query.service().isEmpty()
                || query.service().filter(tenant.id().value()::equals).isPresent();
        List<String> useCases = recognition.useCases().stream()
                .filter(tenant::takesUseCase)
                .filter(code -> query.useCase().isEmpty()
                        || query.useCase().filter(code::equals).isPresent()
                        || isOfOldPharmacy(tenant, query, code))
                .toList();
        List<ObjectNode> found = new ArrayList<>();
        if (here) {
            useCases.forEach(useCase -> found.addAll(definitions(tenant, useCase)));
        }
        if (found.isEmpty()) {
            throw new Fault(
                    FaultCode.NOT_FOUND,
                    "The parameter context: This service has no MessageDefinition for "
                            + Stated.value(query.service().orElse("")) + " and "
                            + Stated.value(query.useCase().orElse("")));
        }
        Searchset answer =
                new Searchset("MessageDefinition", new TreeMap<>(request.query()), found.size(), clock.instant());
        found.forEach(definition -> answer.add("match", definition));
        return answer.bundle();
    }

    /** The assurance tool still asks by the code that a5t1 to a5t3 took the place of. */
    private static boolean isOfOldPharmacy(Tenant tenant, ContextQuery query, String code) {
        return code.startsWith("a5")
                && query.useCase().filter(tenant::isOldPharmacy).isPresent();
    }

    private List<ObjectNode> definitions(Tenant tenant, String useCase) {
        List<String> versions = tenant.versions().isEmpty() ? List.of(recognition.version(useCase)) : tenant.versions();
        List<ObjectNode> definitions = new ArrayList<>();
        recognition.received(useCase).forEach((name, event) -> versions.stream()
                .filter(version -> tenant.takesBookings() || !event.startsWith("booking"))
                .forEach(version -> definitions.add(definition(tenant, useCase, name, event, version))));
        return definitions;
    }

    private ObjectNode definition(Tenant tenant, String useCase, String name, String event, String version) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("resourceType", "MessageDefinition").put("id", name);
        definition
                .put("url", Systems.DEFINITIONS + name)
                .put("version", version)
                .put("name", name);
        definition
                .put("status", "active")
                .put("date", clock.instant().toString().substring(0, 10));
        context(definition, tenant.id().system(), tenant.id().value());
        context(definition, Systems.USE_CASES, useCase);
        if (tenant.reads(Choice.OLD_CONTEXTS)) {
            oldContext(definition, tenant.id());
        }
        definition.putObject("eventCoding").put("system", Systems.EVENTS).put("code", event);
        published.focus(name).forEach(focus -> definition
                .withArray("focus")
                .addObject()
                .put("code", focus.type())
                .put("profile", focus.profile())
                .put("min", focus.min())
                .put("max", focus.max()));
        return definition;
    }

    private static void context(ObjectNode definition, String system, String code) {
        ObjectNode context = definition.withArray("useContext").addObject();
        context.putObject("code").put("system", WORKFLOW).put("code", "workflow");
        context.putObject("valueCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code);
    }

    /** The service id in the code, as the assurance tool asks for it beside the new form. */
    private static void oldContext(ObjectNode definition, ServiceId service) {
        ObjectNode context = definition.withArray("useContext").addObject();
        context.putObject("code").put("system", service.system()).put("code", service.value());
        context.putObject("valueCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/variant-state")
                .put("code", "positive");
    }
}
