package io.barsgateway.outbox.attempt;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Ends an HTTP call at a fixed time after its beginning, however busy its connection is: the client's own time-outs begin again with
 * each byte, so a system that says one byte a second would hold a worker for ever. The call is not made again by the client.
 */
public final class AttemptDeadline implements HttpClientConfigurer, AutoCloseable {

    private final Duration deadline;
    private final HttpClientConfigurer everyCall;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, new CamelThreadFactory("#name#", "deadline", true));

    /**
     * For the calls of one endpoint.
     *
     * @param everyCall what holds for all calls: an endpoint that names a configurer of its own is not given the component's
     */
    public AttemptDeadline(Duration deadline, HttpClientConfigurer everyCall) {
        this.deadline = deadline;
        this.everyCall = everyCall;
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        everyCall.configureHttpClient(client);
        client.addExecInterceptorFirst("deadline", new Cut());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private final class Cut implements ExecChainHandler {

        @Override
        public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
                throws IOException, HttpException {
            AtomicBoolean late = new AtomicBoolean();
            // A call that is over must not be kept, with its message, until the time would have been up
            WeakReference<ExecRuntime> call = new WeakReference<>(scope.execRuntime);
            ScheduledFuture<?> end = timer.schedule(
                    () -> {
                        late.set(true);
                        cut(call);
                    },
                    deadline.toMillis(),
                    TimeUnit.MILLISECONDS);
            try {
                // The body is read after this method returns, so the timer goes on; if the call is finished by then, it
                // does nothing
                return chain.proceed(request, scope);
            } catch (IOException | HttpException | RuntimeException e) {
                end.cancel(false);
                if (late.get()) {
                    SocketTimeoutException said =
                            new SocketTimeoutException("no answer within " + deadline.toMillis() + " ms");
                    said.initCause(e);
                    throw said;
                }
                throw e;
            }
        }

        private static void cut(WeakReference<ExecRuntime> call) {
            if (call.get() instanceof Cancellable running) {
                running.cancel();
            }
        }
    }
}
