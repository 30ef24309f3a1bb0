package io.barsgateway.respond;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.receive.tenant.PartnersProperties;
import io.barsgateway.receive.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cases as they are held, and what a report about them is composed into. */
final class ComposeCase {

    private ComposeCase() {}

    static final String OURS = "urn:uuid:77777777-0000-4000-8000-000000000000";
    static final String NOW = "2026-11-20T10:00:00";

    static HeldCase held(ObjectNode asked, String category, String useCase, String encounter) {
        ObjectNode entry = asked.withArray("entry").addObject();
        entry.put("fullUrl", OURS);
        ObjectNode ours = entry.putObject("resource");
        ours.put("resourceType", "Encounter").put("id", "ours").put("status", encounter);
        ours.putObject("meta").put("lastUpdated", "2026-11-20T09:31:00Z");
        ours.putObject("period").put("start", "2026-11-20T09:31:00Z");
        CaseState state = new CaseState(UUID.randomUUID(), "REF", Status.OPEN, OURS, MessageBundle.of(asked));
        return new HeldCase(
                state,
                new ServiceId(Systems.SERVICE_ID, "2000099999"),
                new ServiceId(Systems.SERVICE_ID, "2000099001"),
                "c0ffee00-0000-4000-8000-000000000000",
                "first",
                "latest",
                category,
                useCase,
                encounter,
                CaseRole.RECEIVER,
                Instant.EPOCH);
    }

    static HeldCase validation() {
        return held(Messages.validation(), "validation", "a4t1", "planned");
    }

    static HeldCase ambulance() {
        return held(Messages.validationAsReferral(), "referral", "a6t2", "planned");
    }

    static Outcome outcome(String json) {
        return new ReadOutcome()
                .read(new Request(
                        "/responses",
                        Map.of(),
                        Map.of(),
                        new Original(
                                ("{\"reference\":\"REFAA-BCDEF\"," + json + "}").getBytes(StandardCharsets.UTF_8))));
    }

    static ComposedResponse compose(HeldCase held, @Nullable HeldCase linked, String json) {
        return compose(held, linked, json, Map.of());
    }

    /** With settings of the partner above those of all. */
    static ComposedResponse compose(
            HeldCase held, @Nullable HeldCase linked, String json, Map<String, String> partner) {
        Tenants tenants = new Tenants(new ServicesProperties(List.of()));
        PartnersProperties partners = partner.isEmpty()
                ? new PartnersProperties(List.of())
                : Properties.bind("p", PartnersProperties.class, partner);
        ResponseProperties properties = Properties.bind("bars.response", ResponseProperties.class, Map.of());
        return new ComposeResponse(
                        new ResponseChoices.Of(properties, new Partners(partners), tenants),
                        new ComposeHeader(properties, tenants, UUID::randomUUID),
                        UUID::randomUUID,
                        Clock.fixed(Instant.parse(NOW + "Z"), ZoneOffset.UTC))
                .compose(held, linked, outcome(json));
    }

    static MessageBundle message(ComposedResponse composed) {
        return MessageBundle.of(FhirJson.read(composed.message().body().bytes()));
    }

    static ObjectNode resource(MessageBundle message, String type) {
        return message.first(type).orElseThrow().resource();
    }

    static String definition(MessageBundle message) {
        return message.header().path("definition").asText().replaceFirst(".*servicerequest-response-", "");
    }
}
