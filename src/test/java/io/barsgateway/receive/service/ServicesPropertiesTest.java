package io.barsgateway.receive.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.tenant.PartnersProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot stand in bars.services and bars.partners. */
class ServicesPropertiesTest {

    @Test
    void a_service_stands_there_once_whatever_the_spelling_of_its_system() {
        assertThatThrownBy(() -> Properties.bind(
                        "bars",
                        ServicesProperties.class,
                        Map.of(
                                "bars.services[0].id", "1",
                                "bars.services[0].use-cases", "all",
                                "bars.services[0].versions", "all",
                                "bars.services[1].id", "1",
                                "bars.services[1].system", "http://fhir.nhs.uk/id/dos-service-id",
                                "bars.services[1].use-cases", "all",
                                "bars.services[1].versions", "all")))
                .hasStackTraceContaining("bars.services names the service 1 twice");
    }

    @Test
    void so_does_a_partner() {
        assertThatThrownBy(() -> Properties.bind(
                        "bars",
                        PartnersProperties.class,
                        Map.of("bars.partners[0].id", "1", "bars.partners[1].id", "1")))
                .hasStackTraceContaining("bars.partners names the service 1 twice");
    }

    @Test
    void none_is_without_an_id() {
        assertThatThrownBy(() -> Properties.bind(
                        "bars", PartnersProperties.class, Map.of("bars.partners[0].focus", "encounter")))
                .hasStackTraceContaining("bars.partners has an entry without an id");
    }
}
