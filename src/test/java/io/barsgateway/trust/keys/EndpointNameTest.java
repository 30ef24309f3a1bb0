package io.barsgateway.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.trust.keys.EndpointName.Hosting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointNameTest {

    @ParameterizedTest
    @CsvSource({
        "INT, x26, SUPPLIER, '', BaRS-INT-X26.Acme.thirdparty.nhs.uk",
        "PROD, X26, SUPPLIER, '', BaRS-PROD-X26.Acme.thirdparty.nhs.uk",
        "PROD, X26, PROVIDER, '', BaRS-PROD-X26.Acme.nhs.uk",
        "PROD, X26, PROVIDER, uec, BaRS-PROD-X26-uec.Acme.nhs.uk",
        "INT, X26, PROVIDER, '', BaRS-INT-X26.Acme.nhs.uk"
    })
    void the_conventional_name_is_built(
            Environment environment, String ods, Hosting hosting, String setting, String name) {
        EndpointName built = EndpointName.of(environment, ods, "Acme", hosting, setting);

        assertThat(built.name()).isEqualTo(name);
        assertThat(built.errors()).isEmpty();
        assertThat(built.warnings(environment)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bars-prod-ygm06-pharmoutcomes.emis.thirdparty.nhs.uk",
                "bars-prod-ygm04.cegedim.thirdparty.nhs.uk",
                "BaRS-PROD-8JY34.WASPSoftware.thirdparty.nhs.uk"
            })
    void real_names_are_not_warned_of(String name) {
        assertThat(new EndpointName(name).errors()).isEmpty();
        assertThat(new EndpointName(name).warnings(Environment.PROD)).isEmpty();
    }

    @Test
    void another_nhs_name_is_warned_of_and_another_domain_is_an_error() {
        assertThat(new EndpointName("bars.trust.nhs.uk").errors()).isEmpty();
        assertThat(new EndpointName("bars.trust.nhs.uk").warnings(Environment.PROD))
                .hasSize(1);
        assertThat(new EndpointName("BaRS-INT-X26.Acme.thirdparty.nhs.uk").warnings(Environment.PROD))
                .hasSize(1);
        assertThat(new EndpointName("bars.example.com").errors()).hasSize(1);
        assertThat(new EndpointName("bars.nhs.uk.example.com").errors()).hasSize(1);
        assertThat(new EndpointName("BaRS INT.nhs.uk").errors()).hasSize(1);
        assertThat(new EndpointName("-a.nhs.uk").errors()).hasSize(1);
        assertThat(new EndpointName("a".repeat(60) + ".nhs.uk").errors()).hasSize(1);
    }
}
