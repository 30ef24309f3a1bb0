package io.barsgateway.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.Messages;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.receive.tenant.PartnersProperties;
import io.barsgateway.receive.tenant.PartnersProperties.Answers;
import io.barsgateway.receive.tenant.PartnersProperties.FinalStatus;
import io.barsgateway.receive.tenant.PartnersProperties.Focus;
import io.barsgateway.receive.tenant.PartnersProperties.HeaderId;
import io.barsgateway.receive.tenant.PartnersProperties.Partner;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.respond.Outcome.Kind;
import io.barsgateway.respond.Outcome.Overridden;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each choice that the guide leaves, both ways. */
class ComposeResponseTest {

    private static final String OURS = "urn:uuid:77777777-0000-4000-8000-000000000000";

    private final ObjectNode request = Messages.validation();

    private static ResponseProperties properties(Focus focus, Answers answers, HeaderId headerId, FinalStatus status) {
        return new ResponseProperties(
                "Example CAS", "Example software", "9.9", "01632 960999", focus, answers, headerId, status, null);
    }

    private HeldCase held() {
        ObjectNode asked = request.deepCopy();
        ObjectNode entry = asked.withArray("entry").addObject();
        entry.put("fullUrl", OURS);
        ObjectNode ours = entry.putObject("resource");
        ours.put("resourceType", "Encounter").put("id", "ours").put("status", "planned");
        ours.putObject("period").put("start", "2026-11-20T09:31:00Z");
        CaseState state = new CaseState(UUID.randomUUID(), "REF", Status.OPEN, OURS, MessageBundle.of(asked));
        return new HeldCase(
                state,
                new ServiceId(Systems.SERVICE_ID, "2000099999"),
                new ServiceId(Systems.SERVICE_ID, "2000099001"),
                UUID.randomUUID().toString(),
                "first",
                "latest",
                "validation",
                "a4t1",
                "planned",
                CaseRole.RECEIVER,
                Instant.EPOCH);
    }

    private MessageBundle composed(ResponseProperties properties) {
        return composed(properties, new PartnersProperties(List.of()), full("unchanged", null, null, null, "C3"));
    }

    private static Outcome full(
            String arp,
            @Nullable String dispositionTime,
            @Nullable String itkCase,
            @Nullable Overridden by,
            String code) {
        return new Outcome(
                "REF",
                null,
                Kind.FULL,
                null,
                null,
                true,
                arp,
                dispositionTime,
                itkCase,
                by,
                null,
                null,
                List.of(
                        new Outcome.Code(null, null, null, "Example"),
                        new Outcome.Code("https://fhir.nhs.uk/CodeSystem/arp-priority-codes", code, null, null)));
    }

    private MessageBundle composed(ResponseProperties properties, PartnersProperties partners, Outcome outcome) {
        Tenants tenants = new Tenants(new ServicesProperties(List.of()));
        ComposeHeader header = new ComposeHeader(properties, tenants, UUID::randomUUID);
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
        ComposedResponse composed = new ComposeResponse(
                        new ResponseChoices.Of(properties, new Partners(partners), tenants),
                        header,
                        UUID::randomUUID,
                        clock)
                .compose(held(), null, outcome);
        return MessageBundle.of(FhirJson.read(composed.message().body().bytes()));
    }

    private MessageBundle composed(Outcome outcome) {
        return composed(
                properties(Focus.ENCOUNTER, Answers.REQUEST, HeaderId.NEW, FinalStatus.ACTIVE),
                new PartnersProperties(List.of()),
                outcome);
    }

    private static String start(MessageBundle full) {
        return full.first("CarePlan")
                .orElseThrow()
                .resource()
                .path("period")
                .path("start")
                .asText();
    }

    @Test
    void what_a_partner_is_said_to_want_stands_above_what_all_get() {
        PartnersProperties partners = new PartnersProperties(List.of(new Partner(
                "2000099001",
                Systems.SERVICE_ID,
                Focus.SERVICE_REQUEST,
                Answers.LATEST,
                HeaderId.REQUEST,
                FinalStatus.COMPLETED,
                null,
                null,
                null,
                null)));

        MessageBundle full = composed(
                properties(Focus.ENCOUNTER, Answers.REQUEST, HeaderId.NEW, FinalStatus.ACTIVE),
                partners,
                full("unchanged", null, null, null, "C3"));

        assertThat(full.focus().orElseThrow().type()).isEqualTo("ServiceRequest");
        assertThat(full.header().path("response").path("identifier").asText()).isEqualTo("latest");
        assertThat(full.first("ServiceRequest")
                        .orElseThrow()
                        .resource()
                        .path("status")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void the_dispatch_clock_moves_only_where_the_category_rose() {
        String asked = Messages.resource(request, "CarePlan")
                .path("period")
                .path("start")
                .asText();
        String later = "2026-11-20T09:58:00+00:00";

        assertThat(start(composed(full("unchanged", null, null, null, "C3")))).isEqualTo(asked);
        assertThat(start(composed(full("downgraded", null, null, null, "C4")))).isEqualTo(asked);
        assertThat(start(composed(full("upgraded", later, "S2201240528", null, "C2"))))
                .isEqualTo(later);
    }

    @Test
    void a_rise_to_category_1_or_2_needs_an_ambulance_or_override() {
        String later = "2026-11-20T09:58:00+00:00";
        MessageBundle raised = composed(full("upgraded", later, "S2201240528", null, "C1"));
        assertThat(raised.all("Encounter")).hasSize(3);
        Entry ambulance = raised.all("Encounter").get(2);
        assertThat(Messages.identifier(ambulance.resource())).isEqualTo("S2201240528");
        assertThat(raised.first("CarePlan")
                        .orElseThrow()
                        .resource()
                        .path("activity")
                        .path(0)
                        .path("outcomeReference")
                        .toString())
                .contains(ambulance.fullUrl());
        assertThat(composed(full("upgraded", later, null, new Overridden("Dr Example", "crew already on scene"), "C1"))
                        .all("Encounter"))
                .hasSize(2);
        assertThatExceptionOfType(Objection.class)
                .isThrownBy(() -> composed(full("upgraded", later, null, null, "C2")));
    }

    @ParameterizedTest
    @CsvSource({"unchanged, C2", "downgraded, C3", "downgraded, C2", "upgraded, C3", "upgraded, C4"})
    void a_report_whose_code_contradicts_its_claim_is_refused(String arp, String code) {
        Outcome outcome = full(arp, "2026-11-20T09:58:00+00:00", "S2201240528", null, code);

        assertThatExceptionOfType(Objection.class).isThrownBy(() -> composed(outcome));
    }

    @Test
    void the_guides_reading_is_the_default() {
        MessageBundle full = composed(properties(Focus.ENCOUNTER, Answers.REQUEST, HeaderId.NEW, FinalStatus.ACTIVE));

        assertThat(full.focus().orElseThrow().fullUrl()).isEqualTo(OURS);
        assertThat(full.header().path("response").path("identifier").asText()).isEqualTo("first");
        assertThat(full.entries().get(0).fullUrl())
                .isNotEqualTo(request.path("entry").path(0).path("fullUrl").asText());
        assertThat(full.first("ServiceRequest")
                        .orElseThrow()
                        .resource()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(full.header().path("source").path("name").asText()).isEqualTo("Example CAS");
        assertThat(full.header().path("source").path("contact").path("value").asText())
                .isEqualTo("01632 960999");
    }

    @Test
    void each_switch_takes_the_other_reading() {
        MessageBundle full =
                composed(properties(Focus.SERVICE_REQUEST, Answers.LATEST, HeaderId.REQUEST, FinalStatus.COMPLETED));

        assertThat(full.focus().orElseThrow().type()).isEqualTo("ServiceRequest");
        assertThat(full.header().path("response").path("identifier").asText()).isEqualTo("latest");
        assertThat(full.entries().get(0).fullUrl())
                .isEqualTo(request.path("entry").path(0).path("fullUrl").asText());
        ObjectNode serviceRequest = full.first("ServiceRequest").orElseThrow().resource();
        assertThat(serviceRequest.path("status").asText()).isEqualTo("completed");
        assertThat(serviceRequest.path("meta").path("lastUpdated").asText())
                .as("changed, so stamped")
                .startsWith("2026-11-20T10:00");
    }

    @Test
    void only_what_changed_is_stamped_anew_and_the_request_category_stays() {
        MessageBundle full = composed(properties(Focus.ENCOUNTER, Answers.REQUEST, HeaderId.NEW, FinalStatus.ACTIVE));

        assertThat(full.first("Patient")
                        .orElseThrow()
                        .resource()
                        .path("meta")
                        .path("lastUpdated")
                        .asText())
                .startsWith("2026-11-20T09:30");
        assertThat(full.first("CarePlan")
                        .orElseThrow()
                        .resource()
                        .path("meta")
                        .path("lastUpdated")
                        .asText())
                .startsWith("2026-11-20T10:00");
        assertThat(full.first("CarePlan")
                        .orElseThrow()
                        .resource()
                        .path("activity")
                        .toString())
                .contains("arp-priority-codes", "\"C3\"");
    }
}
