package io.barsgateway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The port of the simulator, which no other settings know. */
class UpTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "9443, 9443", "09443, 9443", "65535, 65535"})
    void a_port_is_read_to_the_last_one(String text, int port) {
        assertThat(Up.port(text)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "65536", "99999", "100000", "9443 ", "0x1F", "https", "٩٤٤٣"})
    void what_is_no_port_is_told_by_its_setting(String text) {
        assertThatThrownBy(() -> Up.port(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bars.simulator.port is no port: " + text);
    }
}
