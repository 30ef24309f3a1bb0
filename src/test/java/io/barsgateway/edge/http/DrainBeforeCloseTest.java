package io.barsgateway.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that was refused is read empty before it is closed (RFC 9112 9.6). */
class DrainBeforeCloseTest {

    private final DrainBeforeClose drain = new DrainBeforeClose();
    private final TwoWays channel = new TwoWays(drain);

    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private ByteBuf comes(int bytes) {
        ByteBuf rest = Unpooled.wrappedBuffer(new byte[bytes]);
        channel.writeInbound(rest);
        return rest;
    }

    private void passes(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void a_connection_without_a_refusal_closes_at_once() {
        channel.pipeline().close();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void after_a_refusal_it_stays_until_nothing_more_comes() {
        drain.refuse();
        channel.pipeline().close();
        assertThat(channel.isOpen()).isTrue();

        ByteBuf rest = comes(10);
        assertThat(rest.refCnt()).as("what comes is thrown away").isZero();
        passes(250);
        assertThat(channel.isOpen()).as("while something came").isTrue();
        passes(250);
        assertThat(channel.isOpen()).as("when it is quiet").isFalse();
    }

    @Test
    void the_caller_is_told_at_once_that_nothing_more_comes() {
        drain.refuse();
        channel.writeOneOutbound("the answer");
        channel.pipeline().close();

        assertThat(channel.<String>readOutbound()).isEqualTo("the answer");
        assertThat(channel.isOutputShutdown()).isTrue();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void under_tls_the_caller_is_told_by_an_alert() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(false);
        channel.pipeline().addFirst(new SslHandler(engine));
        drain.refuse();
        channel.pipeline().close();

        assertThat(engine.isOutboundDone()).isTrue();
        assertThat(channel.isOutputShutdown()).as("below TLS, before it").isFalse();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void what_came_before_the_end_was_asked_for_is_passed_on() {
        drain.refuse();
        comes(3);

        assertThat(channel.<ByteBuf>readInbound().readableBytes()).isEqualTo(3);
    }

    @Test
    void one_that_never_grows_quiet_is_closed_after_three_seconds() {
        drain.refuse();
        channel.pipeline().close();
        for (int millis = 250; millis < 3_000; millis += 250) {
            comes(1);
            passes(250);
            assertThat(channel.isOpen()).as("after %s ms", millis).isTrue();
        }

        comes(1);
        passes(250);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void no_more_than_ten_million_bytes_are_read_away() {
        drain.refuse();
        channel.pipeline().close();
        comes(9_999_999);
        passes(250);
        assertThat(channel.isOpen()).isTrue();

        comes(1);
        passes(250);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void each_who_asks_for_the_end_hears_of_it() {
        drain.refuse();
        channel.pipeline().close();
        ChannelFuture second = channel.pipeline().close();
        assertThat(second.isDone()).isFalse();

        passes(250);
        assertThat(second.isSuccess()).isTrue();
    }

    /** A connection that can be ended in one direction alone, as those of a network can. */
    private static final class TwoWays extends EmbeddedChannel implements DuplexChannel {

        private boolean outputShutdown;

        TwoWays(DrainBeforeClose drain) {
            super(drain);
        }

        @Override
        public boolean isInputShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdownInput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelFuture shutdownInput(ChannelPromise promise) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOutputShutdown() {
            return outputShutdown;
        }

        @Override
        public ChannelFuture shutdownOutput() {
            return shutdownOutput(newPromise());
        }

        @Override
        public ChannelFuture shutdownOutput(ChannelPromise promise) {
            outputShutdown = true;
            return promise.setSuccess();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdown() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelFuture shutdown(ChannelPromise promise) {
            throw new UnsupportedOperationException();
        }
    }
}
