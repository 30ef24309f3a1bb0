package io.barsgateway.outbox.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.HandClock;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.RetryProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A token is fetched by one caller at a time and kept, and a failing endpoint is left alone for a while. */
class KeptTokenTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetryProperties RETRY = new RetryProperties(
            Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(15), Duration.ofDays(3));

    private final HandClock clock = new HandClock(NOW);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean away = new AtomicBoolean();
    private final KeptToken token = new KeptToken(this::fetch, RETRY, clock);

    private AccessToken fetch() {
        int number = asked.incrementAndGet();
        if (away.get()) {
            throw new TryAgain("it answered 503");
        }
        return new AccessToken(
                "token-" + number,
                clock.instant(),
                clock.instant().plusSeconds(80),
                clock.instant().plusSeconds(100));
    }

    @Test
    void it_is_kept_until_shortly_before_its_end() {
        assertThat(token.current().value()).isEqualTo("token-1");
        clock.moveOn(Duration.ofSeconds(79));
        assertThat(token.current().value()).isEqualTo("token-1");
        clock.moveOn(Duration.ofSeconds(2));
        assertThat(token.current().value()).isEqualTo("token-2");
    }

    @Test
    void the_old_token_is_used_until_its_end_without_a_new_one() {
        token.current();
        away.set(true);
        clock.moveOn(Duration.ofSeconds(90));
        assertThat(token.current().value()).isEqualTo("token-1");
        clock.moveOn(Duration.ofSeconds(20));
        assertThatThrownBy(token::current).isInstanceOf(TryAgain.class).hasMessage("it answered 503");
    }

    @Test
    void a_failing_endpoint_is_asked_once_per_wait_or_after_a_change() {
        away.set(true);
        assertThatThrownBy(token::current).isInstanceOf(TryAgain.class);
        assertThatThrownBy(token::current).isInstanceOf(TryAgain.class);
        assertThat(asked).hasValue(1);
        away.set(false);
        token.endPause();
        assertThat(token.current().value()).isEqualTo("token-2");
    }

    @Test
    void a_refused_token_is_forgotten_and_a_newer_token_stays() {
        AccessToken first = token.current();
        token.forget(first);
        AccessToken second = token.current();
        assertThat(second.value()).isEqualTo("token-2");
        token.forget(first);
        assertThat(token.current()).isEqualTo(second);
    }

    @Test
    void many_who_want_one_ask_once() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        KeptToken slow = new KeptToken(
                () -> {
                    awaitQuietly(begin);
                    return fetch();
                },
                RETRY,
                clock);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<AccessToken> want = slow::current;
            List<Future<AccessToken>> wanting =
                    Stream.generate(() -> threads.submit(want)).limit(8).toList();
            begin.countDown();
            for (Future<AccessToken> one : wanting) {
                assertThat(one.get().value()).isEqualTo("token-1");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(asked).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
