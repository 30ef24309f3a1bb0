package io.barsgateway.fhir.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Which failures may pass, and whether they lie with the store. */
class OutageTest {

    private static Throwable deep(Throwable root) {
        return new IllegalStateException("outer", new IllegalArgumentException("between", root));
    }

    static Stream<Throwable> ofStore() {
        return Stream.of(
                new SQLException("x"),
                new QueryTimeoutException("x"),
                new CannotCreateTransactionException("x"),
                // The driver's own cause is of the network, and the store is what is away
                new SQLException("x", new ConnectException("x")));
    }

    static Stream<Throwable> elsewhere() {
        return Stream.of(
                new ConnectException("x"), new SSLHandshakeException("x"), new RejectedExecutionException("x"));
    }

    @ParameterizedTest
    @MethodSource("ofStore")
    void what_the_store_cannot_do_may_pass_and_lies_with_the_store(Throwable failure) {
        assertThat(Outage.isUnder(failure)).isTrue();
        assertThat(Outage.isUnder(deep(failure))).isTrue();
        assertThat(Outage.isElsewhere(deep(failure))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void what_another_system_cannot_do_may_pass_and_lies_elsewhere(Throwable failure) {
        assertThat(Outage.isUnder(failure)).isTrue();
        assertThat(Outage.isUnder(deep(failure))).isTrue();
        assertThat(Outage.isElsewhere(deep(failure))).isTrue();
    }

    @Test
    void a_mistake_of_ours_is_no_outage() {
        assertThat(Outage.isUnder(deep(new IOException("x")))).isFalse();
        assertThat(Outage.isElsewhere(new NullPointerException())).isFalse();
    }

    @Test
    void a_failure_that_is_its_own_cause_is_judged_all_the_same() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(Outage.isUnder(first)).isFalse();
    }
}
