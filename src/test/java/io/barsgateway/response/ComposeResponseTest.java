package io.barsgateway.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.acceptance.CaseState;
import io.barsgateway.acceptance.CaseState.Status;
import io.barsgateway.casefile.HeldCase;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fixture.Messages;
import io.barsgateway.response.Outcome.Kind;
import io.barsgateway.response.ResponseProperties.Answers;
import io.barsgateway.response.ResponseProperties.FinalStatus;
import io.barsgateway.response.ResponseProperties.Focus;
import io.barsgateway.response.ResponseProperties.HeaderId;
import io.barsgateway.tenant.ServicesProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each choice that the guide leaves, both ways. */
class ComposeResponseTest {

    private static final String OURS = "urn:uuid:77777777-0000-4000-8000-000000000000";

    private final ObjectNode request = Messages.validation();

    private static ResponseProperties properties(Focus focus, Answers answers, HeaderId headerId, FinalStatus status) {
        return new ResponseProperties(
                "Example CAS", "Example software", "9.9", "01632 960999", focus, answers, headerId, status);
    }

    private HeldCase held() {
        ObjectNode entry = request.withArray("entry").addObject();
        entry.put("fullUrl", OURS);
        ObjectNode ours = entry.putObject("resource");
        ours.put("resourceType", "Encounter").put("id", "ours").put("status", "planned");
        ours.putObject("period").put("start", "2026-11-20T09:31:00Z");
        CaseState state = new CaseState(UUID.randomUUID(), "REF", Status.OPEN, OURS, MessageBundle.of(request));
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
                "receiver",
                Instant.EPOCH);
    }

    private MessageBundle composed(ResponseProperties properties) {
        Outcome outcome = new Outcome(
                "REF",
                null,
                Kind.full,
                null,
                null,
                true,
                "unchanged",
                null,
                List.of(new Outcome.Code(null, null, null, "Example")));
        ComposeHeader header = new ComposeHeader(properties, new ServicesProperties(List.of()), UUID::randomUUID);
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
        Composed composed = new ComposeResponse(properties, header, UUID::randomUUID, clock).compose(held(), outcome);
        return MessageBundle.of(FhirJson.read(composed.message().body().bytes()));
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
