package io.barsgateway.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

class StoreOutageTest {

    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Alarms alarms = new Alarms(event -> {}, clock);
    private final StoreOutage outage = new StoreOutage(alarms, new StorePlace(null), clock);

    static Stream<Throwable> outages() {
        return Stream.of(
                new CannotGetJdbcConnectionException("none"),
                new SQLTransientConnectionException("none in time"),
                new IllegalStateException(new SQLException("ended by an operator", "57P01")),
                new UncategorizedSQLException("commit", null, new SQLException("no answer", "08006")),
                // HikariCP's word for a connection that it took from whoever used it
                new UncategorizedSQLException("commit", null, new SQLException("Connection is closed")),
                new UncategorizedSQLException("insert", null, new SQLException("disk full", "53100")),
                new UncategorizedSQLException("insert", null, new SQLException("read-only", "25006")));
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

    private String words(StorePlace place, Throwable failure) {
        new StoreOutage(alarms, place, clock).explains(failure);
        return alarms.standing().getOrDefault("store", "");
    }

    private static Throwable refused(String state) {
        return new UncategorizedSQLException("insert", null, new SQLException("refused", state));
    }

    @Test
    void the_alarm_of_a_full_disk_says_how_much_is_free(@TempDir Path home) {
        assertThat(words(new StorePlace(home), refused("53100")))
                .startsWith("the store cannot write: no space is left on its disk (")
                .contains(" MB free of ", " MB at " + home + "): make room");
        alarms.end("store");
        assertThat(words(new StorePlace(null), refused("53100")))
                .startsWith("the store cannot write: no space is left on the disk of PostgreSQL: make room");
    }

    @Test
    void a_store_that_only_reads_and_one_without_means_say_so() {
        assertThat(words(new StorePlace(null), refused("25006")))
                .startsWith("the store cannot write: PostgreSQL is read-only");
        assertThat(words(new StorePlace(null), refused("53300"))).contains("out of resources (SQLSTATE 53300)");
    }

    @Test
    void an_embedded_store_that_is_gone_comes_back_with_the_gateway(@TempDir Path home) {
        Throwable gone = new CannotGetJdbcConnectionException("none");

        assertThat(words(new StorePlace(home), gone)).contains("does not answer", "restart the gateway");
        alarms.end("store");
        assertThat(words(new StorePlace(null), gone))
                .contains("does not answer")
                .doesNotContain("restart");
    }

    @Test
    void one_stand_keeps_its_words_while_the_reason_is_the_same(@TempDir Path home) throws IOException {
        StoreOutage embedded = new StoreOutage(alarms, new StorePlace(home), clock);
        embedded.explains(refused("53100"));
        String first = alarms.standing().get("store");
        Files.write(home.resolve("more"), new byte[3_000_000]);

        embedded.explains(refused("53100"));

        assertThat(alarms.standing().get("store")).isEqualTo(first);
        assertThat(alarms.standing()).containsOnlyKeys("store");
    }

    @Test
    void what_refuses_to_write_answers_all_the_same() {
        assertThat(outage.state()).isEqualTo(StoreState.ANSWERS);
        outage.explains(new CannotGetJdbcConnectionException("none"));
        assertThat(outage.state()).isEqualTo(StoreState.DOES_NOT_ANSWER);
        outage.explains(refused("53100"));
        assertThat(outage.state()).isEqualTo(StoreState.CANNOT_WRITE);
    }

    @Test
    void a_reason_that_was_named_stays_where_postgresql_is_gone_too() {
        outage.explains(refused("53100"));

        outage.explains(new CannotGetJdbcConnectionException("none"));

        assertThat(alarms.standing().get("store")).contains("no space is left");
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
