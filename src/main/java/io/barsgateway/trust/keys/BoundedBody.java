package io.barsgateway.trust.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Reads the answer of an HTTP server up to a bound; a longer one is an IOException and is not read to its end.
 *
 * @param most bytes
 */
public record BoundedBody(int most) implements BodyHandler<byte[]> {

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo head) {
        return new Subscriber(most);
    }

    private static final class Subscriber implements BodySubscriber<byte[]> {

        private final int most;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        private Subscriber(int most) {
            this.most = most;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (body.isDone()) {
                    return;
                }
                if (read.size() + part.remaining() > most) {
                    subscription.thenAccept(Flow.Subscription::cancel);
                    body.completeExceptionally(new IOException("the answer is longer than " + most + " bytes"));
                    return;
                }
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                read.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(read.toByteArray());
        }
    }
}
