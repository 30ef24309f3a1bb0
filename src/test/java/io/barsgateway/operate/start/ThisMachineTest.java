package io.barsgateway.operate.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThisMachineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/in",
                "http://LOCALHOST:8080/in",
                "http://127.0.0.1/in",
                "http://127.9.8.7:80/in",
                "http://[::1]:8080/in",
                "http://[0:0:0:0:0:0:0:1]/in"
            })
    void loopback_is_this_machine(String url) {
        assertThat(ThisMachine.isHostOf(URI.create(url))).isTrue();
    }

    /** A name counts as another machine, whatever it leads to on the day of the test. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.example.test/in",
                "http://ip6-localhost/in",
                "http://127.0.0.1.example.test/in",
                "http://0.0.0.0/in",
                "http://10.0.0.1/in",
                "http://[2001:db8::1]/in",
                "http://cas/in",
                "/in"
            })
    void anything_else_is_another_machine(String url) {
        assertThat(ThisMachine.isHostOf(URI.create(url))).isFalse();
    }
}
