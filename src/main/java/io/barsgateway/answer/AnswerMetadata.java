package io.barsgateway.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.template.Template;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.ServicesProperties.Slots;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * GET /metadata: the CapabilityStatement of the service that the request names, or of all of them where it names none; what
 * is done now, as server and as client (docs/conformance.md, P6.1). Its version is that of BaRS Core.
 */
@Component
public final class AnswerMetadata {

    private static final Template STATEMENT = Template.named("capability-statement", "slots", "messages");
    private static final Template SLOTS = Template.named("capability-of-slots");

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
        boolean offersSlots =
                described.stream().anyMatch(tenant -> tenant.declared().slots() != Slots.NONE);
        return STATEMENT.with(
                Map.of("slots", offersSlots ? SLOTS.with(Map.of()) : "", "messages", messages(described)));
    }

    private ArrayNode messages(List<Tenant> described) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> sent = new LinkedHashSet<>();
        for (Tenant tenant : described) {
            recognition.useCases().stream().filter(tenant::takesUseCase).forEach(useCase -> {
                names.addAll(recognition.received(useCase).keySet());
                sent.addAll(recognition.answered(useCase).keySet());
            });
        }
        names.addAll(sent);
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        // Every organisation is Receiver and Sender in turn
        for (String mode : List.of("receiver", "sender")) {
            names.forEach(name -> messages.addObject().put("mode", mode).put("definition", Systems.DEFINITIONS + name));
        }
        return messages;
    }
}
