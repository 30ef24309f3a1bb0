package io.barsgateway.outbox.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.core.JsonParseException;
import io.barsgateway.outbox.CannotMake;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.outbox.SetUpFault;
import io.barsgateway.outbox.TryAgain;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Whose failure it was, before the message left and after. */
class FailedAttemptTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new LeaseLapsed(), FailedAttempt.LATE, FailedAttempt.LATE),
                arguments(new CannotSucceed("422"), FailedAttempt.HOPELESS, FailedAttempt.REFUSED),
                arguments(new CannotMake("a mapping"), FailedAttempt.UNMADE, FailedAttempt.UNMADE),
                arguments(new SetUpFault("404"), FailedAttempt.WRONG_SET_UP, FailedAttempt.WRONG_SET_UP),
                arguments(new TryAgain("503"), FailedAttempt.FAILED, FailedAttempt.FAILED),
                arguments(new ConnectException("refused"), FailedAttempt.FAILED, FailedAttempt.FAILED),
                arguments(new SocketTimeoutException("late"), FailedAttempt.FAILED, FailedAttempt.FAILED),
                arguments(new QueryTimeoutException("late"), FailedAttempt.OUTAGE, FailedAttempt.OUTAGE),
                arguments(new CannotCreateTransactionException("away"), FailedAttempt.OUTAGE, FailedAttempt.OUTAGE),
                arguments(new RejectedExecutionException("stopping"), FailedAttempt.OUTAGE, FailedAttempt.OUTAGE),
                arguments(new OutOfMemoryError("heap"), FailedAttempt.OUTAGE, FailedAttempt.OUTAGE),
                arguments(new FileNotFoundException("a step's file"), FailedAttempt.FAILED, FailedAttempt.FAILED),
                arguments(
                        new HttpOperationFailedException("http://x", 404, "", null, null, null),
                        FailedAttempt.FAILED,
                        FailedAttempt.FAILED),
                arguments(new NullPointerException(), FailedAttempt.OURS, FailedAttempt.FAILED),
                arguments(new StackOverflowError(), FailedAttempt.OURS, FailedAttempt.FAILED),
                arguments(new JsonParseException(null, "of a mapping"), FailedAttempt.OURS, FailedAttempt.FAILED),
                arguments(
                        new IllegalStateException(new DataFormatException("of a view")),
                        FailedAttempt.OURS,
                        FailedAttempt.FAILED));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void it_is_known_by_its_kind(Throwable failure, FailedAttempt before, FailedAttempt after) {
        assertThat(FailedAttempt.of(failure, false, false)).isEqualTo(before);
        assertThat(FailedAttempt.of(new IllegalStateException("wrapped", failure), false, false))
                .isEqualTo(
                        switch (before) {
                            // These are thrown by the last step itself, never from within another failure
                            case LATE, HOPELESS, REFUSED, UNMADE, WRONG_SET_UP -> FailedAttempt.OURS;
                            default -> before;
                        });
        assertThat(FailedAttempt.of(failure, true, false)).isEqualTo(after);
        assertThat(FailedAttempt.of(failure, true, true))
                .as("a route of the user's own is no neighbour")
                .isEqualTo(before);
    }

    @Test
    void a_failure_in_our_words_is_told_in_them() {
        assertThat(FailureReason.of(new CannotSucceed("the local system answered 422")))
                .isEqualTo("the local system answered 422");
        assertThat(FailureReason.of(new CannotMake("local/pas.jsonata:1: is ended")))
                .isEqualTo("local/pas.jsonata:1: is ended");
        assertThat(FailureReason.of(new SetUpFault("the local system answered 404 at its delivery URL")))
                .isEqualTo("the local system answered 404 at its delivery URL");
    }

    @Test
    void without_a_connection_it_never_arrived() {
        assertThat(Stream.of(
                        new ConnectException("refused"),
                        new ConnectTimeoutException("late"),
                        new UnknownHostException("nowhere"),
                        new SSLHandshakeException("not trusted")))
                .allSatisfy(failure -> assertThat(FailedAttempt.neverArrived(new IllegalStateException(failure)))
                        .isTrue());
        assertThat(Stream.of(
                        new SocketTimeoutException("no answer"),
                        new IOException("reset"),
                        new TryAgain("503"),
                        new SetUpFault("404")))
                .allSatisfy(failure ->
                        assertThat(FailedAttempt.neverArrived(failure)).isFalse());
    }
}
