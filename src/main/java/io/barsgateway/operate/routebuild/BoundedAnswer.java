package io.barsgateway.operate.routebuild;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentTooLongException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Ends an answer that is longer than we read, whatever length it says it has and however it was compressed. To whoever asked it is
 * no answer: a delivery or a message is tried again later, a question counts as not answered.
 *
 * @param most bytes
 */
record BoundedAnswer(long most) implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new Bounded(entity, most, scope.execRuntime));
        }
        return response;
    }

    private static final class Bounded extends HttpEntityWrapper {

        private final long most;
        private final ExecRuntime connection;

        private Bounded(HttpEntity entity, long most, ExecRuntime connection) {
            super(entity);
            this.most = most;
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new Counted(super.getContent(), most, connection);
        }
    }

    private static final class Counted extends FilterInputStream {

        private final long most;
        private final ExecRuntime connection;
        private final AtomicLong left;

        private Counted(InputStream body, long most, ExecRuntime connection) {
            super(body);
            this.most = most;
            this.connection = connection;
            this.left = new AtomicLong(most);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            if (left.addAndGet(-read) < 0) {
                // Closed in peace, a connection is first read to the end of its answer
                connection.discardEndpoint();
                throw new ContentTooLongException("The answer is longer than %s bytes", most);
            }
        }
    }
}
