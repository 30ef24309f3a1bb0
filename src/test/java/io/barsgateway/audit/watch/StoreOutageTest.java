package io.barsgateway.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.HandClock;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

class StoreOutageTest {

    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Alarms alarms = new Alarms(event -> {}, clock);
    private final StoreOutage outage = new StoreOutage(alarms, clock);

    static Stream<Throwable> outages() {
        return Stream.of(
                new CannotGetJdbcConnectionException("none"),
                new SQLTransientConnectionException("none in time"),
                new IllegalStateException(new SQLException("ended by an operator", "57P01")),
                new UncategorizedSQLException("commit", null, new SQLException("no answer", "08006")),
                new UncategorizedSQLException("insert", null, new SQLException("disk full", "53100")));
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new DuplicateKeyException("key", new SQLException("key", "23505")),
                new DataIntegrityViolationException("null", new SQLException("null", "23502")),
                new UncategorizedSQLException("select", null, new SQLException("ended after its time", "57014")),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void an_outage_is_one_alarm(Throwable failure) {
        assertThat(outage.explains(failure)).isTrue();
        assertThat(outage.explains(failure)).isTrue();
        assertThat(alarms.standing()).containsOnlyKeys("store");
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_the_store_only_refused_is_for_somebody_else_to_tell(Throwable failure) {
        assertThat(outage.explains(failure)).isFalse();
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void it_is_over_once_the_store_has_answered_for_a_while() {
        outage.explains(new CannotGetJdbcConnectionException("none"));

        clock.moveOn(Duration.ofSeconds(5));
        outage.over();
        assertThat(alarms.standing()).containsKey("store");
        clock.moveOn(Duration.ofSeconds(1));
        outage.over();
        assertThat(alarms.standing()).isEmpty();
    }
}
