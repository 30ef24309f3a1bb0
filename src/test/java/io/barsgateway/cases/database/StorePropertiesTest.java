package io.barsgateway.cases.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.Properties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which store is used, and how long it may keep a request waiting. */
class StorePropertiesTest {

    private static StoreProperties with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((name, value) -> all.put("bars.store." + name, value));
        return Properties.bind("bars.store", StoreProperties.class, all);
    }

    @Test
    void without_a_url_the_store_is_embedded() {
        assertThat(with(Map.of()).isEmbedded()).isTrue();
        assertThat(with(Map.of("url", " ")).isEmbedded()).isTrue();
        assertThat(with(Map.of("url", "jdbc:postgresql://db/bars")).isEmbedded())
                .isFalse();
    }

    @Test
    void neither_its_password_nor_its_url_is_printed() {
        assertThat(with(Map.of("url", "jdbc:postgresql://db/bars?password=hidden", "password", "secret")))
                .asString()
                .isEqualTo("external store");
    }

    /** To PostgreSQL and to the pool, 0 is no limit at all. */
    @ParameterizedTest
    @CsvSource({
        "connect-timeout, 0s",
        "connect-timeout, 249ms",
        "statement-timeout, 0s",
        "statement-timeout, -1s",
        "lock-timeout, 0s",
        "lock-timeout, 500us",
        "idle-in-transaction-timeout, 0s",
        "idle-in-transaction-timeout, 25d"
    })
    void a_time_that_the_store_would_not_keep_is_refused(String setting, String time) {
        assertThatThrownBy(() -> with(Map.of(setting, time)))
                .rootCause()
                .hasMessageStartingWith("bars.store." + setting + " must be ");
    }

    @Test
    void the_shortest_and_the_longest_times_are_taken() {
        StoreProperties shortest = with(Map.of(
                "connect-timeout", "250ms",
                "lock-timeout", "1ms",
                "statement-timeout", "1ms",
                "idle-in-transaction-timeout", "1ms",
                "socket-timeout", "1s"));

        assertThat(shortest.lockTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(with(Map.of("idle-in-transaction-timeout", "24d")).idleInTransactionTimeout())
                .isEqualTo(Duration.ofDays(24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8s", "7s", "8500ms", "0s", "-1s"})
    void silence_is_given_up_only_after_a_statement_has_ended(String socketTimeout) {
        assertThatThrownBy(() -> with(Map.of("socket-timeout", socketTimeout, "statement-timeout", "8s")))
                .rootCause()
                .hasMessageStartingWith("bars.store.socket-timeout must be longer, in whole seconds,");
    }

    @Test
    void a_lock_is_waited_for_no_longer_than_its_statement() {
        assertThatThrownBy(() -> with(Map.of("lock-timeout", "8001ms")))
                .rootCause()
                .hasMessageContaining("statement-timeout not shorter than lock-timeout");
        assertThat(with(Map.of("lock-timeout", "8s")).lockTimeout()).isEqualTo(Duration.ofSeconds(8));
    }
}
