package io.barsgateway.outbox.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.SilentSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call ends in its time, whatever the other side does. */
class AttemptDeadlineTest {

    private static final Duration DEADLINE = Duration.ofMillis(1500);

    private static void call(SilentSystem system) throws IOException {
        var builder = HttpClients.custom()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(30, TimeUnit.SECONDS)
                        .build());
        try (AttemptDeadline deadline = new AttemptDeadline(DEADLINE, client -> client.disableAutomaticRetries())) {
            deadline.configureHttpClient(builder);
            try (CloseableHttpClient http = builder.build()) {
                http.execute(new HttpGet(system.url()), answer -> EntityUtils.toByteArray(answer.getEntity()));
            }
        }
    }

    @Test
    @Timeout(20)
    void a_system_that_says_nothing_is_left() throws Exception {
        try (SilentSystem silent = SilentSystem.start()) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> call(silent))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within 1500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(silent.connections()).as("the client does not try again").isEqualTo(1);
        }
    }

    @Test
    @Timeout(20)
    void a_head_that_comes_byte_by_byte_is_cut() throws Exception {
        try (SilentSystem dripping = SilentSystem.dripping(200)) {
            assertThatThrownBy(() -> call(dripping)).hasMessage("no answer within 1500 ms");
        }
    }

    @Test
    @Timeout(20)
    void a_body_that_comes_byte_by_byte_is_cut() throws Exception {
        try (SilentSystem dripping = SilentSystem.dripping(10)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> call(dripping)).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(DEADLINE, Duration.ofSeconds(10));
        }
    }
}
