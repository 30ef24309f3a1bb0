package io.barsgateway.receive.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.service.ServicesProperties;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service as a local system names it. */
class NamedServicesTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "bars.services[0].id", "1",
            "bars.services[0].system", "https://example.org/Id/ours",
            "bars.services[0].use-cases", "all",
            "bars.services[0].versions", "all",
            "bars.partners[0].id", "2",
            "bars.partners[0].system", "https://fhir.nhs.uk/Id/ers-dos-service-id");

    private final NamedServices services = new NamedServices(
            new Tenants(Properties.bind("bars", ServicesProperties.class, SETTINGS)),
            new Partners(Properties.bind("bars", PartnersProperties.class, SETTINGS)));

    @ParameterizedTest
    @CsvSource({
        "1, https://example.org/Id/ours|1",
        "2, https://fhir.nhs.uk/Id/ers-dos-service-id|2",
        "3, https://fhir.nhs.uk/Id/dos-service-id|3",
        "https://fhir.nhs.uk/Id/ers-dos-service-id|3, https://fhir.nhs.uk/Id/ers-dos-service-id|3",
        "https://fhir.nhs.uk/Id/dos-service-id|1, https://fhir.nhs.uk/Id/dos-service-id|1"
    })
    void a_bare_value_is_one_of_the_settings_else_of_dos(String named, String service) {
        assertThat(services.of(named)).hasToString(service);
    }
}
