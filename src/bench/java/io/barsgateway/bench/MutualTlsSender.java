package io.barsgateway.bench;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.LocalPki;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
    private InputStream in;

    private MutualTlsSender(SSLContext tls, int port, boolean keeps, RequestBytes request) throws IOException {
        this.tls = tls;
        this.port = port;
        this.keeps = keeps;
        this.request = request;
        socket = connect();
        in = new BufferedInputStream(socket.getInputStream(), 65_536);
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
        boolean taken = readAnswer();
        if (!keeps) {
            socket.close();
            socket = connect();
            in = new BufferedInputStream(socket.getInputStream(), 65_536);
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

    /** Reads one answer to its end: a head with Content-Length, and so many bytes. */
    private boolean readAnswer() throws IOException {
        boolean taken = line().startsWith("HTTP/1.1 200");
        long length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String small = header.toLowerCase(Locale.ROOT);
            if (small.startsWith("content-length:")) {
                length = Long.parseLong(small.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return taken;
    }

    private String line() throws IOException {
        byte[] line = new byte[4_096];
        int at = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || at == line.length) {
                throw new EOFException("The gateway closed the connection, or its head is no HTTP");
            }
            line[at++] = (byte) next;
        }
        return new String(line, 0, Math.max(0, at - 1), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
