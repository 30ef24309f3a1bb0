package io.barsgateway.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void each_has_the_hosts_and_addresses_that_the_pages_print() {
        assertThat(Environment.INT.callerAddresses()).containsExactly("35.197.254.55", "35.246.55.143");
        assertThat(Environment.PROD.callerAddresses()).containsExactly("34.89.0.111", "34.89.69.6");
        assertThat(Environment.INT.api()).startsWith("https://int.api.service.nhs.uk/");
        assertThat(Environment.PROD.api()).startsWith("https://api.service.nhs.uk/");
        assertThat(Environment.SANDBOX.api()).startsWith("https://sandbox.api.service.nhs.uk/");
        assertThat(Environment.PROD.callerNames()).contains("bars-proxy.spineservices.nhs.uk");
        assertThat(Environment.INT.callerNames()).contains("int.api.service.nhs.uk", "bars.int.api.platform.nhs.uk");
    }
}
