package io.barsgateway.respond;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.receive.tenant.PartnersProperties;
import io.barsgateway.receive.tenant.PartnersProperties.FinalStatus;
import io.barsgateway.receive.tenant.PartnersProperties.RejectionStyle;
import io.barsgateway.receive.tenant.Tenants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who decides how a response is written: the partner, then bars.response, then the reading of its own service. */
class ResponseChoicesTest {

    @ParameterizedTest
    @CsvSource({
        "conformance, guide, '', '', ACTIVE, ENCOUNTER_CANCELLED",
        "conformance, tkw, '', '', COMPLETED, SERVICE_REQUEST_REVOKED",
        "reading.final-is-completed, true, '', '', COMPLETED, ENCOUNTER_CANCELLED",
        "reading.rejection-is-revoked, true, '', '', ACTIVE, SERVICE_REQUEST_REVOKED",
        "conformance, tkw, active, '', ACTIVE, SERVICE_REQUEST_REVOKED",
        "conformance, tkw, completed, active, ACTIVE, SERVICE_REQUEST_REVOKED",
        "conformance, guide, '', completed, COMPLETED, ENCOUNTER_CANCELLED"
    })
    void a_service_decides_by_its_reading_and_a_partner_above_it(
            String setting,
            String value,
            String forAll,
            String forPartner,
            FinalStatus last,
            RejectionStyle rejection) {
        Tenants tenants = new Tenants(Properties.bind(
                "bars",
                ServicesProperties.class,
                Map.of(
                        "bars.services[0].id",
                        FarSide.ANY,
                        "bars.services[0].use-cases",
                        "all",
                        "bars.services[0].versions",
                        "all",
                        "bars.services[0]." + setting,
                        value)));
        PartnersProperties partners = forPartner.isEmpty()
                ? new PartnersProperties(List.of())
                : Properties.bind(
                        "bars",
                        PartnersProperties.class,
                        Map.of(
                                "bars.partners[0].id",
                                "2000099001",
                                "bars.partners[0].final-service-request-status",
                                forPartner));
        ResponseProperties properties = Properties.bind(
                "bars.response",
                ResponseProperties.class,
                forAll.isEmpty() ? Map.of() : Map.of("bars.response.final-service-request-status", forAll));

        ResponseChoices choices =
                new ResponseChoices.Of(properties, new Partners(partners), tenants).of(ComposeCase.validation());

        assertThat(choices.finalStatus()).isEqualTo(last);
        assertThat(choices.rejection()).isEqualTo(rejection);
    }
}
