package io.barsgateway.outbox.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.outbox.attempt.RetryPolicy.Ruling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three tables, row by row. */
class RetryPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "201, TAKEN",
        "202, TAKEN",
        "204, TAKEN",
        "301, SET_UP",
        "302, SET_UP",
        "304, SET_UP",
        "307, SET_UP",
        "308, SET_UP",
        "400, SET_UP",
        "401, SET_UP",
        "402, TRY_AGAIN",
        "403, SET_UP",
        "404, SET_UP",
        "405, SET_UP",
        "406, TRY_AGAIN",
        "408, TRY_AGAIN",
        "409, TRY_AGAIN",
        "410, SET_UP",
        "413, SET_UP",
        "415, SET_UP",
        "418, TRY_AGAIN",
        "422, REFUSED",
        "423, TRY_AGAIN",
        "425, TRY_AGAIN",
        "429, TRY_AGAIN",
        "500, TRY_AGAIN",
        "501, TRY_AGAIN",
        "502, TRY_AGAIN",
        "503, TRY_AGAIN",
        "504, TRY_AGAIN",
        "599, TRY_AGAIN",
        "100, TRY_AGAIN"
    })
    void a_local_system_that_has_taken_nothing_since(int status, Ruling ruling) {
        assertThat(RetryPolicy.localSystem(status, false, false)).isEqualTo(ruling);
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "413, REFUSED",
        "415, REFUSED",
        "401, SET_UP",
        "404, SET_UP",
        "302, SET_UP",
        "409, TRY_AGAIN"
    })
    void a_local_system_that_has_taken_another_message_since(int status, Ruling ruling) {
        assertThat(RetryPolicy.localSystem(status, false, true)).isEqualTo(ruling);
    }

    @ParameterizedTest
    @CsvSource({"409, TAKEN", "422, REFUSED", "400, SET_UP", "500, TRY_AGAIN"})
    void a_local_system_whose_409_means_have_it_already(int status, Ruling ruling) {
        assertThat(RetryPolicy.localSystem(status, true, false)).isEqualTo(ruling);
    }

    @ParameterizedTest
    @CsvSource({
        "200, Bundle, '', '', TAKEN",
        "201, Bundle, '', '', TAKEN",
        "200, '', '', '', TRY_AGAIN",
        "200, OperationOutcome, '', informational, TRY_AGAIN",
        "204, '', '', '', TRY_AGAIN",
        "302, '', '', '', TRY_AGAIN",
        "400, '', '', '', TRY_AGAIN",
        "404, '', '', '', TRY_AGAIN",
        "409, '', '', '', TRY_AGAIN",
        "500, '', '', '', TRY_AGAIN",
        "502, '', '', '', TRY_AGAIN",
        "400, OperationOutcome, REC_BAD_REQUEST, invariant, REFUSED",
        "401, OperationOutcome, SEND_UNAUTHORIZED, security, TRY_AGAIN",
        "401, OperationOutcome, REC_UNAUTHORIZED, security, REFUSED",
        "403, OperationOutcome, SEND_FORBIDDEN, forbidden, TRY_AGAIN",
        "403, OperationOutcome, REC_FORBIDDEN, forbidden, REFUSED",
        "404, OperationOutcome, PROXY_NOT_FOUND, not-found, REFUSED",
        "405, OperationOutcome, REC_METHOD_NOT_ALLOWED, not-supported, REFUSED",
        "408, OperationOutcome, REC_TIMEOUT, timeout, TRY_AGAIN",
        "409, OperationOutcome, REC_CONFLICT, duplicate, TAKEN",
        "409, OperationOutcome, REC_CONFLICT, conflict, REFUSED",
        "422, OperationOutcome, REC_UNPROCESSABLE_ENTITY, not-supported, REFUSED",
        "425, OperationOutcome, REC_TOO_EARLY, duplicate, TRY_AGAIN",
        "429, OperationOutcome, SEND_TOO_MANY_REQUESTS, throttled, TRY_AGAIN",
        "500, OperationOutcome, TOO_MANY_REQUESTS, throttled, TRY_AGAIN",
        "500, OperationOutcome, PROXY_SERVER_ERROR, exception, TRY_AGAIN",
        "500, OperationOutcome, SERVER_ERROR, exception, TRY_AGAIN",
        "500, OperationOutcome, REC_SERVER_ERROR, exception, REFUSED",
        "501, OperationOutcome, REC_NOT_IMPLEMENTED, not-supported, REFUSED",
        "501, OperationOutcome, PROXY_NOT_IMPLEMENTED, not-supported, REFUSED",
        "502, OperationOutcome, '', '', TRY_AGAIN",
        "503, OperationOutcome, REC_SERVICE_UNAVAILABLE, transient, TRY_AGAIN",
        "504, OperationOutcome, PROXY_TIMEOUT, timeout, TRY_AGAIN"
    })
    void the_proxy(int status, String resource, String code, String issue, Ruling ruling) {
        assertThat(RetryPolicy.proxy(status, resource, code, issue)).isEqualTo(ruling);
    }

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN, TAKEN",
        "204, TAKEN, TAKEN",
        "302, SET_UP, SET_UP",
        "400, SET_UP, REFUSED",
        "401, SET_UP, REFUSED",
        "403, SET_UP, REFUSED",
        "404, SET_UP, REFUSED",
        "405, SET_UP, REFUSED",
        "408, TRY_AGAIN, TRY_AGAIN",
        "409, REFUSED, REFUSED",
        "410, SET_UP, REFUSED",
        "413, SET_UP, REFUSED",
        "422, REFUSED, REFUSED",
        "425, TRY_AGAIN, TRY_AGAIN",
        "429, TRY_AGAIN, TRY_AGAIN",
        "500, TRY_AGAIN, TRY_AGAIN",
        "503, TRY_AGAIN, TRY_AGAIN"
    })
    void a_local_system_that_decides_first(int status, Ruling ruling, Ruling withPublishedBody) {
        assertThat(RetryPolicy.confirmFirst(status, false)).isEqualTo(ruling);
        assertThat(RetryPolicy.confirmFirst(status, true)).isEqualTo(withPublishedBody);
    }
}
