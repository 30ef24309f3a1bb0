package io.barsgateway.respond;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fixture.Composed;
import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.PartnersProperties.Answers;
import io.barsgateway.receive.tenant.PartnersProperties.FinalStatus;
import io.barsgateway.receive.tenant.PartnersProperties.Focus;
import io.barsgateway.receive.tenant.PartnersProperties.HeaderId;
import io.barsgateway.receive.tenant.PartnersProperties.RejectionStyle;
import io.barsgateway.receive.tenant.Tenants;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComposeHeaderTest {

    private static final UUID ID = UUID.fromString("11111111-0000-4000-8000-000000000000");

    private static void isComposed(
            String name, HeldCase held, HeaderId headerId, Map<String, String> settings, String report) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        new ComposeHeader(
                        Properties.bind("bars.response", ResponseProperties.class, settings),
                        new Tenants(new ServicesProperties(List.of())),
                        () -> ID)
                .addTo(
                        bundle,
                        held,
                        ComposeCase.outcome(report),
                        new ResponseChoices(
                                Focus.ENCOUNTER,
                                Answers.REQUEST,
                                headerId,
                                FinalStatus.ACTIVE,
                                RejectionStyle.ENCOUNTER_CANCELLED),
                        "2026-11-20T10:00:00Z");
        Composed.isAsBefore(name, bundle);
    }

    @Test
    void an_interim_response_has_a_header_of_its_own() {
        isComposed("header-interim", ComposeCase.validation(), HeaderId.NEW, Map.of(), "\"kind\":\"interim\"");
    }

    @Test
    void a_status_has_the_contact_and_may_keep_the_requests_id() {
        isComposed(
                "header-status",
                ComposeCase.ambulance(),
                HeaderId.REQUEST,
                Map.of("bars.response.contact", "01632 960100", "bars.response.source-name", "Ward B"),
                "\"kind\":\"status\",\"status\":\"in-progress\"");
    }
}
