package io.barsgateway.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFieldTest {

    @ParameterizedTest
    @CsvSource({
        "gateway.test, gateway.test, false",
        "Gateway.Test:443, gateway.test, false",
        "gateway_1.test., gateway_1.test, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3:65535, 10.1.2.3, true",
        "[2001:db8::1]:8443, 2001:db8::1, true",
        "[::ffff:127.0.0.1], ::ffff:127.0.0.1, true",
        "999.1.1.1, 999.1.1.1, false"
    })
    void a_host_is_a_name_or_address_with_an_optional_port(String value, String name, boolean address) {
        assertThat(HostField.of(value)).hasValueSatisfying(host -> {
            assertThat(host.name()).isEqualTo(name);
            assertThat(host.isAddress()).isEqualTo(address);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " gateway.test",
                "gateway.test ",
                "gateway..test",
                ".gateway.test",
                "gate way",
                "gateway.test:65536",
                "gateway.test:-1",
                "gateway.test:80:80",
                "user:secret@gateway.test",
                "gateway.test/path",
                "gateway.test?x",
                "gateway.test#x",
                "g%61teway.test",
                "gäteway.test",
                "[::1",
                "::1",
                "[::1]x",
                "[:::1]",
                "[fe80::1%25eth0]",
                "\u0000"
            })
    void anything_else_is_none(String value) {
        assertThat(HostField.of(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {254, 8_000})
    void a_name_longer_than_dns_has_is_none(int length) {
        assertThat(HostField.of("a".repeat(length))).isEmpty();
    }
}
