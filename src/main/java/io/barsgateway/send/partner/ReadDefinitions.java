package io.barsgateway.send.partner;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.Systems;
import io.barsgateway.message.Recognition;
import io.barsgateway.outbox.Work;
import io.barsgateway.send.partner.Target.Definition;
import io.barsgateway.send.proxy.ProxyReply;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What a target receives, from its MessageDefinitions; from here on it is remembered. */
@Component
public final class ReadDefinitions {

    private final KnownTargets targets;
    private final Recognition recognition;
    private final Clock clock;

    ReadDefinitions(KnownTargets targets, Recognition recognition, Clock clock) {
        this.targets = targets;
        this.recognition = recognition;
        this.clock = clock;
    }

    public Target read(
            @Variable("reply") ProxyReply reply,
            @Variable("work") Work work,
            @Variable("coreVersion") String coreVersion) {
        JsonNode found = TargetAnswer.resource(reply, "Bundle", "/MessageDefinition");
        List<Definition> definitions = new ArrayList<>();
        found.path("entry").forEach(entry -> {
            JsonNode definition = entry.path("resource");
            String name = recognition.definitionName(definition.path("url").asText());
            definitions.add(new Definition(name, useCases(definition)));
        });
        Target target = new Target(coreVersion, definitions, clock.instant());
        targets.remember(work.counterpart(), target);
        return target;
    }

    private static List<String> useCases(JsonNode definition) {
        List<String> codes = new ArrayList<>();
        definition.path("useContext").forEach(context -> context.path("valueCodeableConcept")
                .path("coding")
                .forEach(coding -> {
                    if (Systems.same(coding.path("system").asText(), Systems.USE_CASES)) {
                        codes.add(coding.path("code").asText().toLowerCase(Locale.ROOT));
                    }
                }));
        return codes;
    }
}
