package io.barsgateway.deliver.address;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Presents to each local system the certificate of the service that calls it, over the one client of an endpoint. The TLS context of a
 * server is the state of its connections: a kept connection is used again only under the context that it was made with, and since
 * each certificate has a context of its own, no session is resumed under another one either.
 */
final class PresentCertificates implements HttpClientConfigurer {

    /** How many may go to one host at once is for the lanes of the outbox to say, not for the HTTP client. */
    private static final int MANY = 1000;

    private final ShownSecrets secrets;

    PresentCertificates(ShownSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(this::secured)
                .setMaxConnTotal(MANY)
                .setMaxConnPerRoute(MANY)
                .build());
        client.addExecInterceptorFirst("present-certificates", this::execute);
    }

    private ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpHost target = scope.route.getTargetHost();
        scope.clientContext.setUserToken(
                secrets.tls(new Server(target.getSchemeName(), target.getHostName(), target.getPort())));
        return chain.proceed(request, scope);
    }

    private SSLSocket secured(Socket plain, String host, int port, @Nullable Object attachment, HttpContext context)
            throws IOException {
        if (!(HttpClientContext.cast(context).getUserToken() instanceof SSLContext tls)) {
            throw new IllegalStateException("A connection to " + host + " was begun without its TLS context");
        }
        return new DefaultClientTlsStrategy(tls).upgrade(plain, host, port, attachment, context);
    }
}
