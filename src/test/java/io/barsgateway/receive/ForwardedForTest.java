package io.barsgateway.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.handshake.AddressRanges;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedForTest {

    private static final AddressRanges PROXIES = new AddressRanges(List.of("10.0.0.0/8", "fd00::/8"));

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 192.0.2.7, 192.0.2.7",
        "10.0.0.1, '6.6.6.6, 192.0.2.7', 192.0.2.7",
        "10.0.0.1, '6.6.6.6, 192.0.2.7, 10.0.0.2', 192.0.2.7",
        "10.0.0.1, '192.0.2.7:4711', 192.0.2.7",
        "10.0.0.1, '[2001:db8::7]:443', 2001:db8:0:0:0:0:0:7",
        "10.0.0.1, '2001:db8::7', 2001:db8:0:0:0:0:0:7",
        "10.0.0.1, '::ffff:192.0.2.7', 192.0.2.7",
        "fd00::1, '192.0.2.7', 192.0.2.7",
        "10.0.0.1, 'unknown', 10.0.0.1",
        "10.0.0.1, 'evil.example', 10.0.0.1",
        "10.0.0.1, '0300.0.2.7', 10.0.0.1",
        "10.0.0.1, '3221225991', 10.0.0.1",
        "10.0.0.1, '192.0.2.7, not-an-address', 10.0.0.1",
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, '10.0.0.2, 10.0.0.3', 10.0.0.2",
        "192.0.2.9, '6.6.6.6', 192.0.2.9"
    })
    void the_right_most_address_that_is_no_proxy_calls(String peer, String header, String caller)
            throws UnknownHostException {
        assertThat(ForwardedFor.caller(InetAddress.getByName(peer), List.of(header), PROXIES)
                        .getHostAddress())
                .isEqualTo(caller);
    }

    @Test
    void several_headers_are_one_list_and_none_is_none() throws UnknownHostException {
        InetAddress peer = InetAddress.getByName("10.0.0.1");
        assertThat(ForwardedFor.caller(peer, List.of("6.6.6.6", "192.0.2.7, 10.9.9.9"), PROXIES)
                        .getHostAddress())
                .isEqualTo("192.0.2.7");
        assertThat(ForwardedFor.caller(peer, List.of(), PROXIES)).isEqualTo(peer);
    }
}
