package io.barsgateway.edge.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

    @ParameterizedTest
    @CsvSource({
        "35.197.254.55, 35.197.254.55, true",
        "35.197.254.55, 35.197.254.56, false",
        "10.1.2.0/23, 10.1.3.255, true",
        "10.1.2.0/23, 10.1.4.0, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
        "127.0.0.0/8, ::ffff:127.0.0.1, true"
    })
    void an_address_is_in_a_range_or_not(String range, String address, boolean in) throws Exception {
        assertThat(new AddressRanges(List.of(range)).contains(InetAddress.getByName(address)))
                .isEqualTo(in);
    }

    @Test
    void an_empty_list_lets_nobody_in() throws Exception {
        assertThat(new AddressRanges(List.of()).contains(InetAddress.getByName("127.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/x", "", "300.1.1.1"})
    void what_is_no_address_is_refused_at_start(String text) {
        assertThatThrownBy(() -> new AddressRanges(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }
}
