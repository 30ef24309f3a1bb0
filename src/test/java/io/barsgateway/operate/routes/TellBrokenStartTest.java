package io.barsgateway.operate.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a start failed for a route, whatever Spring puts around the failure. */
class TellBrokenStartTest {

    @Test
    void a_route_that_camel_cannot_make_or_start_is_told() {
        assertThat(TellBrokenStart.isOfARoute(new IllegalStateException(
                        new RuntimeException(new FailedToCreateRouteException("r", "at", "mine.yaml", "no bean")))))
                .isTrue();
        assertThat(TellBrokenStart.isOfARoute(new FailedToStartRouteException("r", "no endpoint")))
                .isTrue();
    }

    @Test
    void another_failure_is_not_about_a_route() {
        assertThat(TellBrokenStart.isOfARoute(new IllegalStateException("a port is taken")))
                .isFalse();
    }

    @Test
    @Timeout(5)
    void failures_that_name_each_other_have_an_end() {
        Exception one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));

        assertThat(TellBrokenStart.isOfARoute(one)).isFalse();
    }
}
