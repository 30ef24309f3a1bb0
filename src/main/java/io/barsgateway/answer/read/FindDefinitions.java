package io.barsgateway.answer.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.template.Template;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.Tenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** GET /MessageDefinition: what the service receives, by use case, made from its settings (docs/conformance.md, P6.2). */
@Component
public final class FindDefinitions {

    private static final Template DEFINITION = Template.named(
            "read/message-definition",
            "name",
            "version",
            "today",
            "serviceSystem",
            "service",
            "useCase",
            "oldContext",
            "event",
            "focus");

    /** The service id in the code, as the assurance tool asks for it beside the new form. */
    private static final Template OLD_CONTEXT = Template.named("read/old-context", "serviceSystem", "service");

    private static final Template FOCUS = Template.named("read/definition-focus", "type", "profile", "min", "max");

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
        Map<String, Object> values = new HashMap<>();
        values.put("name", name);
        values.put("version", version);
        values.put("today", clock.instant().toString().substring(0, 10));
        values.put("serviceSystem", tenant.id().system());
        values.put("service", tenant.id().value());
        values.put("useCase", useCase);
        if (tenant.reads(Choice.OLD_CONTEXTS)) {
            values.put(
                    "oldContext",
                    OLD_CONTEXT.with(Map.of(
                            "serviceSystem", tenant.id().system(),
                            "service", tenant.id().value())));
        }
        values.put("event", event);
        values.put("focus", focus(name));
        return DEFINITION.with(values);
    }

    private ArrayNode focus(String name) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        published
                .focus(name)
                .forEach(focus -> all.add(FOCUS.with(Map.of(
                        "type", focus.type(),
                        "profile", focus.profile(),
                        "min", IntNode.valueOf(focus.min()),
                        "max", focus.max()))));
        return all;
    }
}
