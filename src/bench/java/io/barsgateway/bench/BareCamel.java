package io.barsgateway.bench;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What Camel alone can carry: a netty-http route over TLS-MA that answers 200 and does nothing, in a process of its own. */
final class BareCamel implements AutoCloseable {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

    private final Process process;
    private final int port;

    private BareCamel(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static BareCamel start(Path pki) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareCamel.class.getName(),
                        pki.toString(),
                        String.valueOf(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        BareCamel camel = new BareCamel(process, port);
        while (!camel.listens()) {
            if (process.waitFor(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("The bare Camel route did not start");
            }
        }
        return camel;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Usage usage() throws IOException {
        return Usage.of(List.of(process.pid()));
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** @param arguments the folder of the PKI, and the port */
    public static void main(String[] arguments) throws Exception {
        LocalPki pki = new LocalPki(Path.of(arguments[0]));
        SSLContext tls = ClientTls.context(Certificates.read(pki.root()), pki.material("gateway"));
        CamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("tls", new Ready(tls));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("netty-http:https://127.0.0.1:" + arguments[1]
                                + "/$process-message?ssl=true&needClientAuth=true&sslContextParameters=#tls"
                                + "&chunkedMaxContentLength=10000000")
                        .setBody(constant("taken"));
            }
        });
        // Until the benchmark ends this process
        camel.start();
    }

    /** A context that is made already. */
    private static final class Ready extends SSLContextParameters {

        private final SSLContext made;

        private Ready(SSLContext made) {
            this.made = made;
        }

        @Override
        public SSLContext createSSLContext(CamelContext camel) {
            return made;
        }
    }
}
