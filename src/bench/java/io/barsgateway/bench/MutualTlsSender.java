package io.barsgateway.bench;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/** A caller of the gateway over TLS-MA that keeps its connection, or makes a new one for each message. */
final class MutualTlsSender implements Load.Sender {

    private static final int PATIENCE_MILLIS = 30_000;

    private final SSLContext tls;
    private final int port;
    private final boolean keeps;
    private final RequestBytes request;
    private Socket socket;
    private HttpAnswers answers;

    private MutualTlsSender(SSLContext tls, int port, boolean keeps, RequestBytes request) throws IOException {
        this.tls = tls;
        this.port = port;
        this.keeps = keeps;
        this.request = request;
        socket = connect();
        answers = new HttpAnswers(socket.getInputStream());
    }

    /** With the certificate of the proxy. Without {@code keeps} no session is resumed: each message pays for a whole handshake. */
    static Load.Opening to(int port, LocalPki pki, int size, boolean keeps) {
        KeyMaterial proxy = pki.material("proxy");
        List<X509Certificate> roots = Certificates.read(pki.root());
        return () -> new MutualTlsSender(ClientTls.context(roots, proxy), port, keeps, RequestBytes.of(size));
    }

    @Override
    public boolean send() throws IOException {
        request.renew();
        socket.getOutputStream().write(request.whole());
        boolean taken = answers.readOk();
        if (!keeps) {
            socket.close();
            socket = connect();
            answers = new HttpAnswers(socket.getInputStream());
        }
        return taken;
    }

    private Socket connect() throws IOException {
        forgetSessions();
        Socket made = tls.getSocketFactory().createSocket("127.0.0.1", port);
        made.setSoTimeout(PATIENCE_MILLIS);
        made.setTcpNoDelay(true);
        return made;
    }

    private void forgetSessions() {
        for (byte[] id : Collections.list(tls.getClientSessionContext().getIds())) {
            SSLSession session = tls.getClientSessionContext().getSession(id);
            if (session != null) {
                session.invalidate();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
