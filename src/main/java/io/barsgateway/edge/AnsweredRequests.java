package io.barsgateway.edge;

import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;

/** Hears of each request that came to a listener and what it was answered, by a route or by the listener itself. */
@FunctionalInterface
public interface AnsweredRequests {

    /** In place of a status, where whoever asked had gone before there was an answer. */
    int NO_ANSWER = 0;

    /**
     * A request has its answer. Called by the threads that read and write, so it must not wait for anything.
     *
     * @param request as it came; only its head can be relied on
     * @param status of HTTP, or {@link #NO_ANSWER}
     * @param took from the last byte of the request, or of as much as came
     */
    void answered(HttpRequest request, int status, Duration took);
}
