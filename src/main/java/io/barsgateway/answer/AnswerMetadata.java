package io.barsgateway.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.tenant.ServicesProperties.Slots;
import io.barsgateway.receive.tenant.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * GET /metadata: the CapabilityStatement of the service that the request names, or of all of them where it names none; what
 * is done now, as server and as client (docs/conformance.md, P6.1). Its version is that of BaRS Core.
 */
@Component
public final class AnswerMetadata {

    private static final String CORE = "1.5.0";
    private static final String SECURITY = "http://terminology.hl7.org/CodeSystem/restful-security-service";
    private static final String PROCESS_MESSAGE =
            "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message";

    private final Tenants tenants;
    private final Recognition recognition;

    AnswerMetadata(Tenants tenants, Recognition recognition) {
        this.tenants = tenants;
        this.recognition = recognition;
    }

    public Answer answer(@Variable("request") Request request) {
        List<Tenant> described =
                request.header("NHSD-Target-Identifier").isEmpty() ? tenants.all() : List.of(tenants.named(request));
        return Answer.fhir(200, request.answerFormat(), Ids.echoes(request), statement(described));
    }

    private ObjectNode statement(List<Tenant> described) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("resourceType", "CapabilityStatement");
        statement
                .put("version", CORE)
                .put("status", "active")
                .put("date", "2026-11-22")
                .put("kind", "instance");
        statement.putObject("software").put("name", "BaRS Gateway");
        statement.putObject("implementation").put("description", "BaRS Receiver and Sender");
        statement.put("fhirVersion", "4.0.1");
        statement.putArray("format").add(Format.JSON.mediaType()).add(Format.XML.mediaType());
        server(statement, described);
        ObjectNode client = statement.withArray("rest").addObject().put("mode", "client");
        security(client, "OAuth");
        operation(client);
        messages(statement, described);
        return statement;
    }

    private static void server(ObjectNode statement, List<Tenant> described) {
        ObjectNode server = statement.withArray("rest").addObject().put("mode", "server");
        security(server, "Certificates");
        resource(server, "CapabilityStatement", "read");
        search(resource(server, "MessageDefinition", "search-type"), "context", "token");
        for (String type : List.of("Appointment", "ServiceRequest")) {
            ObjectNode resource = resource(server, type, "read", "search-type");
            search(resource, "patient:identifier", "token");
        }
        if (described.stream().anyMatch(tenant -> tenant.declared().slots() != Slots.NONE)) {
            ObjectNode slot = resource(server, "Slot", "search-type");
            slot.putArray("searchInclude").add("Slot:schedule").add("Schedule:actor:HealthcareService");
            search(slot, "status", "token");
            search(slot, "start", "date");
            search(slot, "Schedule.actor:HealthcareService", "token");
        }
        operation(server);
    }

    private void messages(ObjectNode statement, List<Tenant> described) {
        Set<String> received = new LinkedHashSet<>();
        Set<String> sent = new LinkedHashSet<>();
        for (Tenant tenant : described) {
            recognition.useCases().stream().filter(tenant::takesUseCase).forEach(useCase -> {
                received.addAll(recognition.received(useCase).keySet());
                sent.addAll(recognition.answered(useCase).keySet());
            });
        }
        Set<String> both = new LinkedHashSet<>(received);
        both.addAll(sent);
        ArrayNode messages = statement.putArray("messaging").addObject().putArray("supportedMessage");
        // Every organisation is Receiver and Sender in turn
        for (String mode : List.of("receiver", "sender")) {
            both.forEach(name -> messages.addObject().put("mode", mode).put("definition", Systems.DEFINITIONS + name));
        }
    }

    private static ObjectNode resource(ObjectNode rest, String type, String... interactions) {
        ObjectNode resource = rest.withArray("resource").addObject().put("type", type);
        for (String interaction : interactions) {
            resource.withArray("interaction").addObject().put("code", interaction);
        }
        return resource.put("versioning", "no-version");
    }

    private static void search(ObjectNode resource, String name, String type) {
        resource.withArray("searchParam").addObject().put("name", name).put("type", type);
    }

    private static void operation(ObjectNode rest) {
        rest.putArray("operation").addObject().put("name", "$process-message").put("definition", PROCESS_MESSAGE);
    }

    private static void security(ObjectNode rest, String code) {
        rest.putObject("security")
                .putArray("service")
                .addObject()
                .putArray("coding")
                .addObject()
                .put("system", SECURITY)
                .put("code", code);
    }
}
